using System.Globalization;
using System.Reflection;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Privacy;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Verifying;

/// <summary>Holds a published period against a recount from the exports themselves, row by row and column by column.</summary>
public sealed class PeriodVerification(
    PublishedTables tables, ExportRecount recount, PeriodLoader loader, PendingWork pending, ReferenceData reference, PersonalDataGuard guard,
        GroupOrder order, IdentityKey identities,
    IOptions<PipelineOptions> options)
{
    /// <summary>Counts the period again and compares.</summary>
    /// <param name="period">The period.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP801: it is not published.</exception>
    public async Task<VerificationResult> RunAsync(Period period, Action<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        var whole = await tables.ReadWholeAsync(period, cancellationToken).ConfigureAwait(false)
            ?? throw UnknownArgument.Of(new("Danh sách kỳ đã công bố", "Published periods"), period.Id,
                await tables.ReadKeysAsync("datasets", "all", cancellationToken).ConfigureAwait(false), "govpipeline periods");
        var (recounted, files, unread) = await recount.RunAsync(progress, cancellationToken).ConfigureAwait(false);
        var data = await loader.LoadAsync([period], [], cancellationToken, recounted).ConfigureAwait(false) is [var only] ? only : null;
        var differences = new List<FigureDifference>();
        if (data is not null)
        {
            var content = PeriodContent.Of(data, reference, options.Value.SmallestGroup ?? 0, order);
            Compare(PeriodRow.TableOf(period.Kind), whole.Rows, content.Rows, differences);
            Compare("indicators", whole.Indicators, content.Indicators, differences);
            Compare("breakdowns", await ReadAsync<BreakdownRow>("breakdowns").ConfigureAwait(false), content.Breakdowns, differences);
            Compare("reported", await ReadAsync<ReportedRow>("reported").ConfigureAwait(false), content.Reported, differences);
            Compare("authenticity", await ReadAsync<AuthenticityRow>("authenticity").ConfigureAwait(false), content.Authenticity, differences);
            Compare("authenticitytests", await ReadAsync<AuthenticityTestRow>("authenticitytests").ConfigureAwait(false), content.AuthenticityTests,
                differences);
            differences.RemoveAll(d => d is { Table: "authenticitytests", Column: nameof(AuthenticityTestRow.Explanation)
                or nameof(AuthenticityTestRow.ExplainedBy) }); // what units say is in no export
            if (identities.Hasher is null)
            {
                // Whoever counts again without the key of hashes does not know accounts.
                var account = $"|{AuthenticityTest.Concentration.Id}";
                differences.RemoveAll(d => d is { Table: "authenticity", Column: nameof(AuthenticityRow.ToVerify) or nameof(AuthenticityRow.PreviousToVerify)
                    or nameof(AuthenticityRow.NotedTests) or nameof(AuthenticityRow.UntestedTests) }
                    || (d.Table == "authenticitytests" && d.Row.EndsWith(account, StringComparison.Ordinal)));
            }

            if (content.Days is not null)
            {
                Compare("daily", await ReadAsync<DailyRow>("daily").ConfigureAwait(false), content.Days, differences);
            }
        }

        var due = await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Period = period,
            Version = whole.Dataset.Version,
            Files = files,
            Unread = unread,
            Rows = whole.Rows.Count + whole.Indicators.Count,
            Differences = differences,
            IsSigned = whole.Dataset.SignedOn.Length > 0,
            IsDue = due.Any(d => d.Item == period.Id),
        };

        Task<IReadOnlyList<T>> ReadAsync<T>(string table)
            where T : IPublishedRow => tables.ReadAsync<T>(table, period.Id, cancellationToken);
    }

    private void Compare<T>(string table, IReadOnlyList<T> published, IReadOnlyList<T> again, List<FigureDifference> differences)
        where T : IPublishedRow
    {
        var standing = published.ToDictionary(r => r.RowKey, StringComparer.Ordinal);
        foreach (var row in again)
        {
            if (!standing.Remove(row.RowKey, out var known))
            {
                differences.Add(new(table, row.RowKey, string.Empty, FigureDifference.None, FigureDifference.Stands));
                continue;
            }

            foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name is not ("Version" or "Checksum")))
            {
                var (was, now) = (Text(property.GetValue(known)), Text(property.GetValue(row)));
                if (was != now)
                {
                    differences.Add(new(table, row.RowKey, property.Name, was, now));
                }
            }
        }

        differences.AddRange(standing.Keys.Select(key => new FigureDifference(table, key, string.Empty, FigureDifference.Stands, FigureDifference.None)));
    }

    private string Text(object? value) => value is string text ? guard.Masked(text) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
