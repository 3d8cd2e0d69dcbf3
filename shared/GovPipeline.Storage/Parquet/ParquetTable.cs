using Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Parquet;

/// <summary>Reads a value of a row.</summary>
internal delegate T Getter<TRow, T>(in TRow row);

/// <summary>Writes a value of a row.</summary>
internal delegate void Setter<TRow, T>(ref TRow row, T value);

/// <summary>Writes a text of a row.</summary>
internal delegate void TextSetter<TRow>(ref TRow row, ReadOnlySpan<char> value);

/// <summary>Rows to Parquet columns and back: each column is named once, with how it is got and set.</summary>
internal sealed class ParquetTable<TRow>
    where TRow : struct
{
    private readonly ParquetOptions _options = new() { CompressionMethod = CompressionMethod.Snappy };
    private readonly List<IColumn> _columns = [];
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);

    public ParquetTable<TRow> Value<T>(string name, Getter<TRow, T> get, Setter<TRow, T> set)
        where T : struct => Add(new ValueColumn<T>(new DataField<T>(name), get, set));

    public ParquetTable<TRow> Optional<T>(DataField field, Getter<TRow, T?> get, Setter<TRow, T?> set)
        where T : struct => Add(new OptionalColumn<T>(field, get, set));

    public ParquetTable<TRow> Field<T>(DataField field, Getter<TRow, T> get, Setter<TRow, T> set)
        where T : struct => Add(new ValueColumn<T>(field, get, set));

    /// <summary>A column of texts that come again and again: kept once each, and read as one string each.</summary>
    public ParquetTable<TRow> Text(string name, Getter<TRow, string> get, Setter<TRow, string> set)
    {
        _options.ColumnEncodingHints[name] = EncodingHint.Dictionary;
        return Add(new TextColumn(new DataField<string>(name, nullable: false), get, set));
    }

    /// <summary>A column of texts of which each row has its own: read without a string.</summary>
    public ParquetTable<TRow> OwnText(string name, Getter<TRow, string> get, TextSetter<TRow> set) =>
        Add(new OwnTextColumn(new DataField<string>(name, nullable: false), get, set));

    /// <summary>Says that the last column came with a later version: rows that an older one wrote are read with its default value.</summary>
    public ParquetTable<TRow> Added()
    {
        _added.Add(_columns[^1].Field.Name);
        return this;
    }

    public async Task<BinaryData> WriteAsync(ReadOnlyMemory<TRow> rows, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        var schema = new ParquetSchema(_columns.Select(c => c.Field));
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, _options, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            using var group = writer.CreateRowGroup();
            foreach (var column in _columns)
            {
                await column.WriteAsync(group, rows, cancellationToken).ConfigureAwait(false);
            }
        }

        return new BinaryData(stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }

    public async Task<TRow[]> ReadAsync(BinaryData parquet, CancellationToken cancellationToken)
    {
        using var stream = parquet.ToStream();
        await using var reader = await ParquetReader.CreateAsync(stream, _options, cancellationToken: cancellationToken).ConfigureAwait(false);
        using var group = reader.OpenRowGroupReader(0);
        var rows = new TRow[group.RowCount];
        foreach (var column in _columns)
        {
            var field = Array.Find(reader.Schema.DataFields, f => f.Name == column.Field.Name);
            if (field is null && _added.Contains(column.Field.Name))
            {
                continue;
            }

            var from = field ?? throw new InvalidDataException($"Parquet: {column.Field.Name}");
            await column.ReadAsync(group, from, rows, cancellationToken).ConfigureAwait(false);
        }

        return rows;
    }

    private ParquetTable<TRow> Add(IColumn column)
    {
        _columns.Add(column);
        return this;
    }

    private interface IColumn
    {
        DataField Field { get; }

        Task WriteAsync(ParquetRowGroupWriter group, ReadOnlyMemory<TRow> rows, CancellationToken cancellationToken);

        Task ReadAsync(ParquetRowGroupReader group, DataField field, TRow[] rows, CancellationToken cancellationToken);
    }

    private sealed class ValueColumn<T>(DataField column, Getter<TRow, T> get, Setter<TRow, T> set) : IColumn
        where T : struct
    {
        public DataField Field => column;

        public async Task WriteAsync(ParquetRowGroupWriter group, ReadOnlyMemory<TRow> rows, CancellationToken cancellationToken)
        {
            var values = new T[rows.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = get(in rows.Span[i]);
            }

            await group.WriteAsync<T>(column, values, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        public async Task ReadAsync(ParquetRowGroupReader group, DataField from, TRow[] rows, CancellationToken cancellationToken)
        {
            var values = new T[rows.Length];
            await group.ReadAsync<T>(from, values.AsMemory(), null, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < values.Length; i++)
            {
                set(ref rows[i], values[i]);
            }
        }
    }

    private sealed class OptionalColumn<T>(DataField column, Getter<TRow, T?> get, Setter<TRow, T?> set) : IColumn
        where T : struct
    {
        public DataField Field => column;

        public async Task WriteAsync(ParquetRowGroupWriter group, ReadOnlyMemory<TRow> rows, CancellationToken cancellationToken)
        {
            var values = new T?[rows.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = get(in rows.Span[i]);
            }

            await group.WriteAsync<T>(column, (ReadOnlyMemory<T?>)values, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        public async Task ReadAsync(ParquetRowGroupReader group, DataField from, TRow[] rows, CancellationToken cancellationToken)
        {
            var values = new T?[rows.Length];
            await group.ReadAsync<T>(from, values.AsMemory(), null, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < values.Length; i++)
            {
                set(ref rows[i], values[i]);
            }
        }
    }

    private sealed class TextColumn(DataField column, Getter<TRow, string> get, Setter<TRow, string> set) : IColumn
    {
        public DataField Field => column;

        public async Task WriteAsync(ParquetRowGroupWriter group, ReadOnlyMemory<TRow> rows, CancellationToken cancellationToken)
        {
            var values = new string[rows.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = get(in rows.Span[i]);
            }

            await group.WriteAsync(column, values).ConfigureAwait(false);
        }

        public async Task ReadAsync(ParquetRowGroupReader group, DataField from, TRow[] rows, CancellationToken cancellationToken)
        {
            var values = new ReadOnlyMemory<char>[rows.Length];
            await group.ReadRawAsync<ReadOnlyMemory<char>>(from, values.AsMemory(), null, null, cancellationToken).ConfigureAwait(false);
            var pool = new HashSet<string>(StringComparer.Ordinal);
            var lookup = pool.GetAlternateLookup<ReadOnlySpan<char>>();
            var (last, lastText) = (default(ReadOnlyMemory<char>), string.Empty);
            for (var i = 0; i < values.Length; i++)
            {
                if (!values[i].Equals(last) || i == 0)
                {
                    last = values[i];
                    if (!lookup.TryGetValue(last.Span, out lastText!))
                    {
                        lastText = last.ToString();
                        pool.Add(lastText);
                    }
                }

                set(ref rows[i], lastText);
            }
        }
    }

    private sealed class OwnTextColumn(DataField column, Getter<TRow, string> get, TextSetter<TRow> set) : IColumn
    {
        private readonly TextColumn _texts = new(column, get, (ref _, _) => { });

        public DataField Field => column;

        public Task WriteAsync(ParquetRowGroupWriter group, ReadOnlyMemory<TRow> rows, CancellationToken cancellationToken) =>
            _texts.WriteAsync(group, rows, cancellationToken);

        public async Task ReadAsync(ParquetRowGroupReader group, DataField from, TRow[] rows, CancellationToken cancellationToken)
        {
            var values = new ReadOnlyMemory<char>[rows.Length];
            await group.ReadRawAsync<ReadOnlyMemory<char>>(from, values.AsMemory(), null, null, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < values.Length; i++)
            {
                set(ref rows[i], values[i].Span);
            }
        }
    }
}
