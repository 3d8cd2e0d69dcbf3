using System.Data;
using System.Reflection;
using System.Text;
using GovPipeline.Storage.Published;
using Parquet;
using Parquet.Schema;
using Sylvan.Data.Csv;

namespace GovPipeline.Pipeline.Exporting;

/// <summary>Writes rows of a published table as one file, a column a property.</summary>
internal static class TableFiles
{
    /// <summary>Comma separated, UTF-8 with a mark so that spreadsheets read Vietnamese, days as <c>yyyy-MM-dd</c>, a point in numbers.</summary>
    public static async Task CsvAsync<T>(string path, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        var properties = Properties<T>();
        foreach (var property in properties)
        {
            table.Columns.Add(property.Name, property.PropertyType);
        }

        foreach (var row in rows)
        {
            table.Rows.Add([.. properties.Select(p => p.GetValue(row))]);
        }

        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await using var writer = CsvDataWriter.Create(file);
        await writer.WriteAsync(table.CreateDataReader(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Parquet with Snappy, as Spark, Fabric and DuckDB read it.</summary>
    public static async Task ParquetAsync<T>(string path, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : IPublishedRow
    {
        var properties = Properties<T>();
        var fields = properties.Select(p => p.PropertyType == typeof(string)
            ? new DataField<string>(p.Name, nullable: false) : new DataField(p.Name, p.PropertyType)).ToList();
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, new() { CompressionMethod = CompressionMethod.Snappy }, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        using var group = writer.CreateRowGroup();
        foreach (var (property, field) in properties.Zip(fields))
        {
            var values = rows.Select(r => property.GetValue(r));
            await (property.PropertyType switch
            {
                var t when t == typeof(string) => group.WriteAsync(field, [.. values.Cast<string>()]),
                var t when t == typeof(long) => group.WriteAsync<long>(field, values.Cast<long>().ToArray(), cancellationToken: cancellationToken),
                var t when t == typeof(int) => group.WriteAsync<int>(field, values.Cast<int>().ToArray(), cancellationToken: cancellationToken),
                var t when t == typeof(double) => group.WriteAsync<double>(field, values.Cast<double>().ToArray(), cancellationToken: cancellationToken),
                _ => group.WriteAsync<bool>(field, values.Cast<bool>().ToArray(), cancellationToken: cancellationToken),
            }).ConfigureAwait(false);
        }
    }

    private static PropertyInfo[] Properties<T>() => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance);
}
