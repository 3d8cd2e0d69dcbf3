using GovPipeline.Domain.Periods;
using GovPipeline.Pipeline.Evidence;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Storage.Published;
using GovPipeline.Storage.Signing;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Finds figures by the codes that are printed beside them.</summary>
public sealed class FigureIndex(PublishedTables tables, PublicationHistory history, SigningStore signing) : IDisposable
{
    private readonly SemaphoreSlim _indexing = new(1);
    private (string State, IReadOnlyDictionary<string, (FigureName Figure, bool IsCurrent)> ByCode) _index =
        (string.Empty, new Dictionary<string, (FigureName, bool)>());

    /// <summary>The figure that a printed code stands for, in what is published now, was signed, or was published before; null when none has it.</summary>
    public async Task<(FigureName Figure, bool IsCurrent)?> FindAsync(string code, CancellationToken cancellationToken)
    {
        var datasets = await tables.ReadAsync<DatasetRow>("datasets", "all", cancellationToken).ConfigureAwait(false);
        var state = string.Join('|', datasets.Select(d => $"{d.Period} {d.Version}"));
        await _indexing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_index.State != state)
            {
                _index = (state, await IndexAsync(datasets, cancellationToken).ConfigureAwait(false));
            }

            return _index.ByCode.TryGetValue(code, out var found) ? found : null;
        }
        finally
        {
            _indexing.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _indexing.Dispose();

    private async Task<Dictionary<string, (FigureName Figure, bool IsCurrent)>> IndexAsync(IReadOnlyList<DatasetRow> datasets,
        CancellationToken cancellationToken)
    {
        var index = new Dictionary<string, (FigureName, bool)>(StringComparer.Ordinal);
        foreach (var period in datasets.Select(d => Period.Parse(d.Period)))
        {
            if (await tables.ReadWholeAsync(period, cancellationToken).ConfigureAwait(false) is { } whole)
            {
                var authenticity = await tables.ReadAsync<AuthenticityRow>("authenticity", period.Id, cancellationToken).ConfigureAwait(false);
                Add(period, whole.Rows, whole.Indicators, authenticity, isCurrent: true);
            }

            foreach (var signature in await signing.OfAsync(period.Id, cancellationToken).ConfigureAwait(false))
            {
                var signed = await signing.ReadAsync(signature, cancellationToken).ConfigureAwait(false);
                Add(period, signed.Rows, signed.Indicators, signed.Authenticity, isCurrent: false);
            }

            foreach (var earlier in await history.ReadAsync(period.Id, cancellationToken).ConfigureAwait(false))
            {
                Add(period, earlier.Rows, earlier.Indicators, earlier.Authenticity, isCurrent: false);
            }
        }

        return index;

        void Add(
            Period period, IEnumerable<PeriodRow> rows, IEnumerable<IndicatorRow> indicators, IEnumerable<AuthenticityRow> authenticity, bool isCurrent)
        {
            foreach (var row in rows.Where(r => r.FieldKey == PeriodRow.AllFields))
            {
                foreach (var column in FigureExplainer.PeriodColumns)
                {
                    index.TryAdd(FigureCode.Of(row, column), (new(PeriodRow.TableOf(period.Kind), period, row.UnitId, column), isCurrent));
                }
            }

            foreach (var indicator in indicators)
            {
                index.TryAdd(FigureCode.Of(indicator), (new("indicators", period, indicator.UnitId, indicator.Indicator), isCurrent));
            }

            foreach (var row in authenticity.Where(a => a.HasData))
            {
                foreach (var column in ScreenColumn.All.Where(c => typeof(AuthenticityRow).GetProperty(c.Name) is not null))
                {
                    index.TryAdd(FigureCode.Of(row, column.Name), (new("authenticity", period, row.UnitId, column.Name), isCurrent));
                }
            }
        }
    }
}
