using System.Collections.Concurrent;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Storage.Published;

/// <summary>
/// Published periods as they were read, while their rows in <c>datasets</c> say that they stand so: those who look at a period look at it again, at
/// another unit of it, at what a figure of it is made of, or at its next page. Some minutes at most: of rows that somebody changed by hand, or
/// put right again, the row in <c>datasets</c> does not tell.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="time">The clock.</param>
public sealed class KeptPeriods(PublishedTables tables, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // Rows of all periods that are kept, some 30 MB: five half-years of a province of 96 communes.
    private const int MostRows = 20_000;
    private readonly ConcurrentDictionary<string, (WholePeriod Period, DateTimeOffset Until)> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc cref="PublishedTables.ReadWholeAsync"/>
    public async Task<WholePeriod?> ReadAsync(Period period, CancellationToken cancellationToken) =>
        (await LookAsync(period, cancellationToken).ConfigureAwait(false)).Period;

    /// <inheritdoc cref="PublishedTables.ReadWholeAsync"/>
    /// <returns>The period, and whether its rows were read before and not now.</returns>
    public async Task<(WholePeriod? Period, bool IsKept)> LookAsync(Period period, CancellationToken cancellationToken)
    {
        var (known, until) = _kept.GetValueOrDefault(period.Id);
        known = until > time.GetUtcNow() ? known : null;
        var read = await tables.ReadWholeAsync(period, cancellationToken, known).ConfigureAwait(false);
        var isKept = read is not null && read.Rows == known?.Rows;
        if (read is not null && !isKept && RowsOf(read) <= MostRows)
        {
            if (_kept.Values.Sum(k => RowsOf(k.Period)) + RowsOf(read) > MostRows)
            {
                _kept.Clear();
            }

            _kept[period.Id] = (read, time.GetUtcNow() + Longest);
        }

        return (read, isKept);
    }

    private static int RowsOf(WholePeriod period) => period.Rows.Count + period.Indicators.Count;
}
