using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Formats;

namespace GovPipeline.Sources.Reading;

/// <summary>Reads a small list that an office publishes, as it comes: any format that exports come in, title rows above its header.</summary>
public static class ListFile
{
    private const int MostColumns = 100, MostRows = 100_000;

    /// <summary>The rows of the first table that has all columns that are required.</summary>
    /// <param name="stream">The file; can be read again from its beginning.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="columns">Headings by name of column, folded or not.</param>
    /// <param name="required">Names of the columns that must be there.</param>
    /// <returns>A row each: its number in the file and its cells by name of column, trimmed; cells of columns that the file lacks are missing.</returns>
    /// <exception cref="PipelineException">GP202: no table has them. GP2xx: it is no table.</exception>
    public static IReadOnlyList<(int Row, IReadOnlyDictionary<string, string> Cells)> Read(
        Stream stream, string fileName, IReadOnlyDictionary<string, string[]> columns, params string[] required)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var byHeading = columns.SelectMany(c => c.Value.Select(h => (Heading: Folding.Fold(h), c.Key))).DistinctBy(h => h.Heading)
            .ToDictionary(h => h.Heading, h => h.Key, StringComparer.Ordinal);
        var seen = new List<string>();
        foreach (var rows in new ExportTables(fileName, new FileLimits(), linesAreRows: false, byHeading.Keys.ToHashSet(StringComparer.Ordinal)).Open(stream))
        {
            using var table = HeadedTable.Find(rows, byHeading.Keys.ToHashSet(StringComparer.Ordinal), MostColumns);
            var places = table.Header.Select((h, i) => (Column: byHeading.GetValueOrDefault(Folding.Fold(h)), i)).Where(p => p.Column is not null)
                .DistinctBy(p => p.Column).ToDictionary(p => p.Column!, p => p.i, StringComparer.Ordinal);
            if (!required.All(places.ContainsKey))
            {
                seen.AddRange(table.Header.Where(h => h.Length > 0));
                continue;
            }

            var read = new List<(int, IReadOnlyDictionary<string, string>)>();
            while (read.Count < MostRows && table.Read())
            {
                var cells = places.Where(p => p.Value < table.FieldCount).ToDictionary(p => p.Key, p => table.GetFieldSpan(p.Value).Trim().ToString(),
                    StringComparer.Ordinal);
                if (cells.Values.Any(c => c.Length > 0))
                {
                    read.Add((table.RowNumber, cells));
                }
            }

            return read;
        }

        throw new PipelineException(ErrorCatalogue.FileMissingColumns, fileName, string.Join(", ", required.Select(r => columns[r][0])),
            seen.Count == 0 ? "–" : string.Join(", ", seen));
    }
}
