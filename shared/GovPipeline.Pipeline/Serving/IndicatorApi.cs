using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Periods;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;

namespace GovPipeline.Pipeline.Serving;

/// <summary>
/// <c>GET /api/indicators</c>: the published indicators for an operations centre, page by page, with an entity tag that
/// changes when the figures do. Both hosts call this; it reads published aggregates and nothing else.
/// </summary>
/// <param name="tables">The published tables.</param>
/// <param name="periods">Periods as they were read for the page before.</param>
/// <param name="audit">Is told who was answered.</param>
public sealed class IndicatorApi(PublishedTables tables, KeptPeriods periods, AuditLog audit)
{
    /// <summary>Entries of a page when the query does not say.</summary>
    public const int DefaultSize = 100;

    /// <summary>Entries of a page at most.</summary>
    public const int MostSize = 500;

    private static readonly string[] Parameters = ["ky", "donVi", "chiTieu", "trang", "kichThuoc"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<byte[]> _document = new(() =>
    {
        using var stream = typeof(IndicatorApi).Assembly.GetManifestResourceStream("openapi.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    });

    /// <summary>The OpenAPI document.</summary>
    public ApiAnswer OpenApi() => new(200, _document.Value);

    /// <summary>Answers a query.</summary>
    /// <param name="query">Values by parameter.</param>
    /// <param name="ifNoneMatch">The entity tag the caller has; null for none.</param>
    /// <param name="who">Who asks: the user that Entra ID names, or an address.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ApiAnswer> GetAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> query, string? ifNoneMatch, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Keys.FirstOrDefault(k => !Parameters.Contains(k)) is { } unknown)
        {
            return Wrong(400, $"Không có tham số '{unknown}'; các tham số: {string.Join(", ", Parameters)}.",
                $"There is no parameter '{unknown}'; parameters are {string.Join(", ", Parameters)}.");
        }

        if (!TryNumber(query, "trang", 1, int.MaxValue, out var page) || !TryNumber(query, "kichThuoc", DefaultSize, MostSize, out var size))
        {
            return Wrong(400, $"trang là số từ 1, kichThuoc từ 1 đến {MostSize}.", $"trang is a number from 1, kichThuoc from 1 to {MostSize}.");
        }

        var asked = query.GetValueOrDefault("ky") is [var one, ..] ? one : null;
        if (asked is not null && !Period.TryParse(asked, out _))
        {
            return Wrong(400, $"'{asked}' không phải mã kỳ; ví dụ nd09-2022-H1.", $"'{asked}' is no period id; for example nd09-2022-H1.");
        }

        var datasets = await tables.ReadAsync<DatasetRow>("datasets", "all", cancellationToken).ConfigureAwait(false);
        var dataset = asked is null ? Newest(datasets) : datasets.FirstOrDefault(d => d.Period == Period.Parse(asked).Id);
        if (dataset is null)
        {
            return Wrong(404, "Kỳ chưa công bố.", "The period is not published.");
        }

        var etag = TagOf(dataset);
        if (ifNoneMatch is not null && ifNoneMatch.Split(',').Any(t => t.Trim() is var tag && (tag == "*" || tag.TrimStart('W', '/') == etag)))
        {
            return new(304, default, etag);
        }

        try
        {
            var whole = await periods.ReadAsync(Period.Parse(dataset.Period), cancellationToken).ConfigureAwait(false);
            return whole is null
                ? Wrong(404, "Kỳ chưa công bố.", "The period is not published.")
                : await PageAsync(query, whole, page, size, who, cancellationToken).ConfigureAwait(false);
        }
        catch (PipelineException e) when (e.Code == ErrorCatalogue.PublicationUnderWay.Code)
        {
            return Wrong(503, e.Vi, e.En);
        }
    }

    private async Task<ApiAnswer> PageAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> query, WholePeriod whole, int page, int size, string who, CancellationToken cancellationToken)
    {
        var dataset = whole.Dataset;
        var rows = whole.Indicators.Where(r => Wants(query, "donVi", r.UnitId) && Wants(query, "chiTieu", r.Indicator)).ToList();
        var shown = rows.Skip((int)Math.Min(int.MaxValue, (page - 1L) * size)).Take(size).Select(r => IndicatorEntry.Of(r, dataset.Version)).ToList();
        await audit.NoteAsync(AuditRecord.Exported, who, $"api/indicators {dataset.Period}", shown.Count, string.Empty, cancellationToken)
            .ConfigureAwait(false);
        var body = new
        {
            ky = dataset.Period,
            hoanChinh = dataset.Complete,
            thieu = dataset.Missing,
            tongSo = rows.Count,
            trang = page,
            kichThuoc = size,
            duLieu = shown,
        };
        var next = (long)page * size < rows.Count ? Query(query, page + 1) : null;
        return new(200, JsonSerializer.SerializeToUtf8Bytes(body, Json), TagOf(dataset), next);
    }

    private static string TagOf(DatasetRow dataset) => $"\"{dataset.Version}-{dataset.AsOf}\"";

    /// <summary>The official half-year that the data reach, and before there is one, whatever there is.</summary>
    private static DatasetRow? Newest(IReadOnlyList<DatasetRow> datasets) => datasets
        .OrderByDescending(d => Period.Parse(d.Period) is { Calendar: ReportingCalendar.Nd09, Kind: PeriodKind.HalfYear })
        .ThenByDescending(d => d.PeriodStart, StringComparer.Ordinal).FirstOrDefault();

    private static bool Wants(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string parameter, string value) =>
        !query.TryGetValue(parameter, out var wanted) || wanted.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static bool TryNumber(IReadOnlyDictionary<string, IReadOnlyList<string>> query, string parameter, int otherwise, int most, out int number)
    {
        number = otherwise;
        return query.GetValueOrDefault(parameter) is not [var text, ..]
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most);
    }

    private static string Query(IReadOnlyDictionary<string, IReadOnlyList<string>> query, int page) => "?" + string.Join('&', query
        .Where(q => q.Key != "trang").SelectMany(q => q.Value.Select(v => $"{q.Key}={Uri.EscapeDataString(v)}")).Append($"trang={page}"));

    private static ApiAnswer Wrong(int status, string vi, string en) => new(status, JsonSerializer.SerializeToUtf8Bytes(new { loi = vi, error = en }, Json));
}
