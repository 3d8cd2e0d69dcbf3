using System.Globalization;
using System.Text.Json;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// What the good rows of a file are like as a whole, to be held against the source's own files before it: a channel column that turns
/// all online, counts that fall to a tenth, a day that brings a tenth of the dossiers of other days.
/// </summary>
public sealed record FileShape
{
    private const int FewestFiles = 5;
    private const double NeverByChance = 1e-6, Tenth = 0.1;
    private const long FewestRows = 50, FewestDossiers = 20, LeastSum = 100;

    /// <summary>Good rows.</summary>
    public long Rows { get; init; }

    /// <summary>Days that they tell of.</summary>
    public int Days { get; init; }

    /// <summary>Whether the export's day is a working day.</summary>
    public bool IsWorkingDay { get; init; }

    /// <summary>Dossiers that were received.</summary>
    public long Received { get; init; }

    /// <summary>Of them online.</summary>
    public long Online { get; init; }

    /// <summary>Of those received, with an empty channel, which is in person by QĐ 766/QĐ-TTg; null of files that an older version read.</summary>
    public long? NoChannel { get; init; }

    /// <summary>Columns of the source that it has, in every table.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Readings of each measure.</summary>
    public IReadOnlyDictionary<string, long> Readings { get; init; } = new Dictionary<string, long>();

    /// <summary>Sum of each measure.</summary>
    public IReadOnlyDictionary<string, double> Sums { get; init; } = new Dictionary<string, double>();

    /// <summary>The shape as it is kept.</summary>
    public string Format() => JsonSerializer.Serialize(this);

    /// <summary>A shape that was kept.</summary>
    public static FileShape Parse(string text) => JsonSerializer.Deserialize<FileShape>(text)!;

    /// <summary>What the source's earlier files contradict in this one, in both languages; null for nothing.</summary>
    /// <param name="before">Shapes of files of earlier days.</param>
    public string? Contradiction(IReadOnlyList<FileShape> before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return OfColumns(before)
            ?? OfChannels([.. before.Where(b => b.Received >= FewestDossiers)])
            ?? OfNoChannel([.. before.Where(b => b is { Received: >= FewestDossiers, NoChannel: not null })])
            ?? OfRows([.. before.Where(b => b.IsWorkingDay && b.Days > 0)])
            ?? Sums.Keys.Order(StringComparer.Ordinal).Select(m => OfMeasure(m, [.. before.Where(b => b.Readings.GetValueOrDefault(m) > 0)]))
                .FirstOrDefault(c => c is not null);
    }

    // A heading that was renamed or mistyped takes its column with it, in every row.
    private string? OfColumns(IReadOnlyList<FileShape> before) => before.Count < FewestFiles ? null
        : before.Select(b => b.Columns.AsEnumerable()).Aggregate((one, other) => one.Intersect(other, StringComparer.Ordinal))
            .Except(Columns, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } missing
            ? $"thiếu cột mà các tệp trước đều có / it lacks columns that all before it had: {string.Join(", ", missing)}" : null;

    private string? OfChannels(IReadOnlyList<FileShape> before)
    {
        if (before.Count < FewestFiles || Received == 0 || (Online != Received && Online != 0))
        {
            return null;
        }

        // The share that tells most for the file of those it has had.
        var shares = before.Select(b => Online == 0 ? 1 - ((double)b.Online / b.Received) : (double)b.Online / b.Received).ToList();
        return Math.Pow(shares.Max(), Received) < NeverByChance
            ? string.Create(CultureInfo.InvariantCulture, $"{(Online == 0 ? 0 : 100)} % trực tuyến / online, trước đây / before {Share(before.Min(Part))} … {
                Share(before.Max(Part))} ({Received} hồ sơ / dossiers)")
            : null;
    }

    // A column that is renamed in half of a file, or emptied, makes as many dossiers in person.
    private string? OfNoChannel(IReadOnlyList<FileShape> before)
    {
        static double Empty(FileShape shape) => (double)shape.NoChannel!.Value / shape.Received;
        return before.Count >= FewestFiles && Received >= FewestDossiers && NoChannel is not null && Empty(this) > before.Max(Empty) + Tenth
            ? $"không ghi kênh nộp / without a channel: {Share(Empty(this))}, trước đây nhiều nhất / before at most {Share(before.Max(Empty))}" : null;
    }

    private static double Part(FileShape shape) => (double)shape.Online / shape.Received;

    private static string Share(double part) => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0} %");

    private string? OfRows(IReadOnlyList<FileShape> before)
    {
        if (before.Count < FewestFiles || !IsWorkingDay || Days == 0 || Readings.Count > 0)
        {
            return null;
        }

        var usual = before.Min(b => (double)b.Rows / b.Days);
        return usual >= FewestRows && (double)Rows / Days < usual * Tenth
            ? string.Create(CultureInfo.InvariantCulture, $"{(double)Rows / Days:0} dòng một ngày / rows a day, trước đây ít nhất / before at least {usual:0}")
            : null;
    }

    private string? OfMeasure(string measure, IReadOnlyList<FileShape> before)
    {
        if (before.Count < FewestFiles || before.Min(b => b.Sums[measure]) < LeastSum || Sums[measure] <= 0)
        {
            return null;
        }

        double Mean(FileShape shape) => shape.Sums[measure] / shape.Readings[measure];
        var (least, most, now) = (before.Min(Mean), before.Max(Mean), Mean(this));
        return now < least * Tenth || now > most / Tenth
            ? string.Create(CultureInfo.InvariantCulture,
                $"{measure}: bình quân một dòng / mean of a row {now:0.##}, trước đây / before {least:0.##} … {most:0.##}")
            : null;
    }

    /// <summary>Takes the shape while a file is read.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, long> _readings = new(StringComparer.Ordinal);
        private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
        private long _received, _online, _noChannel;

        public void Dossier(bool isReceived, bool isOnline, bool hasChannel)
        {
            _noChannel += isReceived && !hasChannel ? 1 : 0;
            _received += isReceived ? 1 : 0;
            _online += isReceived && isOnline ? 1 : 0;
        }

        public void Reading(string measure, decimal value)
        {
            _readings[measure] = _readings.GetValueOrDefault(measure) + 1;
            _sums[measure] = _sums.GetValueOrDefault(measure) + (double)value;
        }

        public FileShape Build(long rows, IEnumerable<string> columns, DateOnly? first, DateOnly exportDate, bool isWorkingDay) => new()
        {
            Rows = rows,
            Columns = [.. columns],
            Days = first is { } day && day <= exportDate ? exportDate.DayNumber - day.DayNumber + 1 : 0,
            IsWorkingDay = isWorkingDay,
            Received = _received,
            Online = _online,
            NoChannel = _noChannel,
            Readings = _readings,
            Sums = _sums,
        };
    }
}
