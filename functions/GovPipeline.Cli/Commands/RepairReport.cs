using GovPipeline.Cli.Sessions;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Quarantine;
using static GovPipeline.Cli.Output.Speech;

namespace GovPipeline.Cli.Commands;

/// <summary>What was repaired, by rule and file; of one rule row by row.</summary>
internal static class RepairReport
{
    /// <summary>Reads it.</summary>
    /// <param name="session">Storage.</param>
    /// <param name="source">The one source; null for all.</param>
    /// <param name="rule">The one rule, whose rows are read; null for counts of all.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<Line>> ReadAsync(Session session, string? source, string? rule, CancellationToken cancel)
    {
        var lines = new List<Line>();
        foreach (var file in (await session.Get<FileLedger>().FilesAsync(source, cancel).ConfigureAwait(false)).Where(f => f.Repairs.Length > 0)
            .OrderBy(f => f.Blob, StringComparer.Ordinal))
        {
            foreach (var (id, count) in RepairCounts.Parse(file.Repairs))
            {
                if (rule is null)
                {
                    lines.Add(new(id, file.Blob, string.Empty, string.Empty, string.Empty, string.Empty, count, Why(id)));
                }
                else if (string.Equals(id, rule, StringComparison.OrdinalIgnoreCase))
                {
                    await foreach (var row in session.Get<QuarantineStore>().ReadRepairsAsync(file.PartitionKey, file.RowKey, cancel).ConfigureAwait(false))
                    {
                        lines.AddRange(row.Repairs.Where(r => r.Rule == id).Select(r => new Line(
                            id, file.Blob, row.Sheet.Length > 0 ? $"{row.Sheet}!{row.Row}" : $"{row.Row}", r.Column, r.Before, r.After, 1, Why(id))));
                    }
                }
            }
        }

        return lines;
    }

    private static string Why(string id) => RepairRule.All.FirstOrDefault(r => r.Id == id) is { } rule ? T(rule.Vi, rule.En) : string.Empty;

    /// <summary>Repairs of a rule in a file, or one of them.</summary>
    internal sealed record Line(string Rule, string File, string Row, string Column, string Before, string After, long Count, string Why);
}
