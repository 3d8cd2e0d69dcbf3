using Parquet;
using Parquet.Schema;

namespace GovPipeline.Storage.Parquet;

/// <summary>Reads a value of a row.</summary>
internal delegate T Getter<TRow, T>(in TRow row);

/// <summary>Writes a value of a row.</summary>
internal delegate void Setter<TRow, T>(ref TRow row, T value);

/// <summary>Rows to Parquet columns and back: each column is named once, with how it is got and set.</summary>
internal sealed class ParquetTable<TRow>
    where TRow : struct
{
    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Snappy };
    private readonly List<IColumn> _columns = [];

    public ParquetTable<TRow> Value<T>(string name, Getter<TRow, T> get, Setter<TRow, T> set)
        where T : struct => Add(new ValueColumn<T>(new DataField<T>(name), get, set));

    public ParquetTable<TRow> Optional<T>(DataField field, Getter<TRow, T?> get, Setter<TRow, T?> set)
        where T : struct => Add(new OptionalColumn<T>(field, get, set));

    public ParquetTable<TRow> Field<T>(DataField field, Getter<TRow, T> get, Setter<TRow, T> set)
        where T : struct => Add(new ValueColumn<T>(field, get, set));

    public ParquetTable<TRow> Text(string name, Getter<TRow, string> get, Setter<TRow, string> set) =>
        Add(new TextColumn(new DataField<string>(name, nullable: false), get, set));

    public async Task<BinaryData> WriteAsync(ReadOnlyMemory<TRow> rows, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        var schema = new ParquetSchema(_columns.Select(c => c.Field));
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, Options, cancellationToken: cancellationToken).ConfigureAwait(false))
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
        await using var reader = await ParquetReader.CreateAsync(stream, Options, cancellationToken: cancellationToken).ConfigureAwait(false);
        using var group = reader.OpenRowGroupReader(0);
        var rows = new TRow[group.RowCount];
        foreach (var column in _columns)
        {
            var field = reader.Schema.DataFields.First(f => f.Name == column.Field.Name);
            await column.ReadAsync(group, field, rows, cancellationToken).ConfigureAwait(false);
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
            var values = new string?[rows.Length];
            await group.ReadAsync(from, values.AsMemory(), null, cancellationToken).ConfigureAwait(false);
            var pool = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < values.Length; i++)
            {
                var value = values[i] ?? string.Empty;
                if (!pool.TryGetValue(value, out var pooled))
                {
                    pool[value] = pooled = value;
                }

                set(ref rows[i], pooled);
            }
        }
    }
}
