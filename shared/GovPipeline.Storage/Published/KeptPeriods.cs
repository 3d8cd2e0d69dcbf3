using System.Collections.Concurrent;
using GovPipeline.Domain.Periods;

namespace GovPipeline.Storage.Published;

/// <summary>
/// Published periods as they were read, while their rows in <c>datasets</c> say that they stand so: those who look at a period look at it again, at
/// another unit of it, at what a figure of it is made of, or at its next page.
/// </summary>
/// <param name="tables">The tables.</param>
public sealed class KeptPeriods(PublishedTables tables)
{
    // Rows of all periods that are kept, some 30 MB: five half-years of a province of 96 communes.
    private const int MostRows = 20_000;
    private readonly ConcurrentDictionary<string, WholePeriod> _kept = new(StringComparer.Ordinal);

    /// <inheritdoc cref="PublishedTables.ReadWholeAsync"/>
    public async Task<WholePeriod?> ReadAsync(Period period, CancellationToken cancellationToken)
    {
        var known = _kept.GetValueOrDefault(period.Id);
        var read = await tables.ReadWholeAsync(period, cancellationToken, known).ConfigureAwait(false);
        if (read is not null && read.Rows != known?.Rows && RowsOf(read) <= MostRows)
        {
            if (_kept.Values.Sum(RowsOf) + RowsOf(read) > MostRows)
            {
                _kept.Clear();
            }

            _kept[period.Id] = read;
        }

        return read;
    }

    private static int RowsOf(WholePeriod period) => period.Rows.Count + period.Indicators.Count;
}
