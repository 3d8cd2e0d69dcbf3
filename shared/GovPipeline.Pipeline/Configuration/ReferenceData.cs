using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Dossiers;
using System.Text.Json;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Privacy;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;
using GovPipeline.Reporting.Reports;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using static GovPipeline.Pipeline.Configuration.ReferenceFile;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Units, targets, indicators, holidays, recipients, headings and source definitions, read and checked before anything starts.</summary>
public sealed record ReferenceData
{
    internal const string FieldsList = "fields";

    /// <summary>Folder they came from.</summary>
    public required string Folder { get; init; }

    /// <summary>Units and areas.</summary>
    public required UnitDirectory Units { get; init; }

    /// <summary>Mergers and splits of units.</summary>
    public required Successions Successions { get; init; }

    /// <summary>Indicators.</summary>
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    /// <summary>Targets.</summary>
    public required TargetBook Targets { get; init; }

    /// <summary>Working days.</summary>
    public required WorkingCalendar Calendar { get; init; }

    /// <summary>Who is told.</summary>
    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>Who answers for what.</summary>
    public required IReadOnlyList<Duty> Duties { get; init; }

    /// <summary>English of the legal bases of targets and indicators, by the Vietnamese, for readers of English pages and mails.</summary>
    public required IReadOnlyDictionary<string, string> LegalBases { get; init; }

    /// <summary>The body that issues reports.</summary>
    public required Letterhead Letterhead { get; init; }

    /// <summary>The document that reports are written in, <c>report.docx</c>.</summary>
    public required byte[] ReportTemplate { get; init; }

    /// <summary>What the place has decided about counting and naming.</summary>
    public required Conventions Conventions { get; init; }

    /// <summary>Which identifiers of organisations are the same.</summary>
    public required OrganisationCodes Organisations { get; init; }

    /// <summary>Headings and wordings of exports.</summary>
    public required ReadingVocabulary Vocabulary { get; init; }

    /// <summary>Closed lists of names that may be published, by name of their file in <c>lists</c>.</summary>
    public required IReadOnlyDictionary<string, NameList> Lists { get; init; }

    /// <summary>The fields (<i>lĩnh vực</i>) that may be published.</summary>
    public NameList Fields => Lists[FieldsList];

    /// <summary>Sources.</summary>
    public required SourceCatalogue Sources { get; init; }

    /// <summary>Thresholds of the tests of authenticity.</summary>
    public required AuthenticityRules Authenticity { get; init; }

    /// <summary>Puts single dossiers to them.</summary>
    public DossierScreen Screen => field ??= new(Authenticity, Calendar, HasSeveralSystems);

    /// <summary>Whether several systems tell of dossiers, so that one code could come from two.</summary>
    public bool HasSeveralSystems => Sources.Enabled.Count(s => s.Kind == SourceKind.Dossiers) > 1;

    /// <summary>Versions of all definitions.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The last guard before a text is published or mailed.</summary>
    public PersonalDataGuard Guard => field ??= new(OwnTexts());

    /// <summary>Reads everything below a folder.</summary>
    /// <exception cref="PipelineException">GP901, naming file and key.</exception>
    public static ReferenceData Load(string folder)
    {
        var beside = new List<Task>();
        try
        {
            return Load(folder, beside);
        }
        catch (PipelineException)
        {
            // A draft is taken away when it is wrong: nobody reads it any more by then.
            Task.WhenAll(beside).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            throw;
        }
    }

    /// <summary>Reads everything; what takes longest on threads of its own, <paramref name="beside"/> the others.</summary>
    private static ReferenceData Load(string folder, List<Task> beside)
    {
        var reference = Path.Combine(folder, "reference");
        var template = Task.Run(() => ReadTemplate(reference));
        beside.Add(template);
        var directory = new Lazy<UnitDirectory>(() => Checked("units.json", () => new UnitDirectory(Read<List<Unit>>(reference, "units.json"))));
        var defined = Task.Run(() => SourceCatalogue.Load(Path.Combine(folder, "sources"), () => directory.Value));
        beside.Add(defined);
        var units = directory.Value;
        var successions = ReadSuccessions(reference, units);
        var indicators = Read<List<Indicator>>(reference, "indicators.json");
        var targets = Read<List<Target>>(reference, "targets.json");
        var recipients = Read<List<Recipient>>(reference, "recipients.json");
        var holidays = Read<Holidays>(reference, "holidays.json");
        var vocabulary = Checked("columns.json, vocabulary.json", () => ReadingVocabulary.Load(reference));
        ReferenceChecks.Vocabulary(vocabulary);
        var lists = ReadLists(reference);
        var sources = defined.GetAwaiter().GetResult();
        ReferenceChecks.Lists(lists, sources);
        ReferenceChecks.Indicators(indicators, sources);
        ReferenceChecks.Targets(targets, indicators, units);
        ReferenceChecks.Recipients(recipients, units);
        var conventions = Read<Conventions>(reference, "conventions.json");
        var duties = Read<List<Duty>>(reference, "duties.json");
        ReferenceChecks.Duties(duties, indicators, units);
        ReferenceChecks.Conventions(conventions, indicators, sources);
        var letterhead = Read<Letterhead>(reference, "letterhead.json");
        ReferenceChecks.Letterhead(letterhead);
        // A place that was set up before there were such tests has their usual thresholds.
        var authenticity = File.Exists(Path.Combine(reference, "authenticity.json")) ? Read<AuthenticityRules>(reference, "authenticity.json") : new();
        ReferenceChecks.Ranges(authenticity, "authenticity.json");
        var data = new ReferenceData()
        {
            Folder = folder,
            Units = units,
            Successions = successions,
            Indicators = indicators,
            Targets = new(targets),
            Calendar = new(holidays.Days.Select(d => d.Day), holidays.WorkedWeekends),
            Recipients = recipients,
            Duties = duties,
            LegalBases = Read<Dictionary<string, string>>(reference, "legal-bases.en.json"),
            Letterhead = letterhead,
            ReportTemplate = template.GetAwaiter().GetResult(),
            Conventions = conventions,
            Organisations = new(Read<List<Organisation>>(reference, "organisations.json")
                .SelectMany(o => o.AlsoWritten.Select(other => KeyValuePair.Create(other, o.Code)))),
            Vocabulary = vocabulary,
            Lists = lists,
            Sources = sources,
            Authenticity = authenticity,
            Versions = Checked(folder, () => DefinitionVersions.Of(folder)),
        };
        foreach (var source in sources.Enabled.Where(s => !data.SlipReaders(s).Any()))
        {
            throw Wrong($"sources/{source.Id}.json, contact",
                "phiếu trả lại sẽ không đến ai: ghi contact, hoặc một người vận hành trong recipients.json / "
                    + "its rejection slips would reach nobody: give it a contact, or an operator in recipients.json");
        }

        return data;
    }

    /// <summary>The units of a text in the form of <c>units.json</c>.</summary>
    /// <exception cref="ArgumentException">They cannot be.</exception>
    public static UnitDirectory UnitsOf(string json) => new(JsonSerializer.Deserialize<List<Unit>>(json, ReferenceFile.Json)!);

    /// <summary>What reading an export needs to know.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="exportDate">The local day up to which it tells.</param>
    /// <param name="identities">Makes keyed hashes of who filed a dossier; null leaves the column unread.</param>
    public ExportContext ReadingOf(SourceDefinition source, string fileName, DateOnly exportDate, IdentityHasher? identities) => new()
    {
        Source = source,
        FileName = fileName,
        ExportDate = exportDate,
        Units = Units,
        Successions = Successions,
        Vocabulary = Vocabulary,
        Lists = Lists,
        Organisations = Organisations,
        Calendar = Calendar,
        Identities = identities,
    };

    /// <summary>Who corrects the rows of a source: its contact, or the operators who hear of it.</summary>
    public IEnumerable<(string Address, string Name)> SlipReaders(SourceDefinition source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Contact is { } contact
            ? [(contact.Address, contact.Name)]
            : Recipients.Where(r => r.Role == RecipientRole.Operator && (r.Sources.Count == 0 || r.Sources.Contains(source.Id)))
                .Select(r => (r.Address, r.Name));
    }

    /// <summary>The last day that a source can tell anything new of: that of the last of its units. A one-stop that was abolished is not late.</summary>
    public DateOnly LastDayOf(SourceDefinition source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Units.Receiving.Where(source.TellsOf).Select(u => u.LastDay).DefaultIfEmpty(DateOnly.MaxValue).Max();
    }

    /// <summary>The <c>seeds</c> folder beside the program, or above it in a working copy.</summary>
    /// <exception cref="PipelineException">GP901.</exception>
    public static string FindFolder(string? configured)
    {
        if (configured is not null)
        {
            return Directory.Exists(configured)
                ? configured
                : throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Pipeline:Seeds",
                    $"không có '{configured}' / '{configured}' does not exist");
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var seeds = Path.Combine(at.FullName, "seeds");
            if (File.Exists(Path.Combine(seeds, "reference", "units.json")))
            {
                return seeds;
            }
        }

        throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Pipeline:Seeds",
            "không có thư mục seeds bên cạnh hay bên trên chương trình / no seeds folder beside the program or above it");
    }

    private static byte[] ReadTemplate(string reference)
    {
        const string File = "report.docx";
        var template = Checked(File, () => System.IO.File.ReadAllBytes(Path.Combine(reference, File)));
        return Reporting.Reports.ReportTemplate.Mistakes(template) is [var first, ..] ? throw Wrong(File, first) : template;
    }

    private static Dictionary<string, NameList> ReadLists(string reference)
    {
        var folder = Path.Combine(reference, "lists");
        return Checked("lists", () => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => Checked($"lists/{Path.GetFileName(file)}", () => new NameList(Read<List<ListedName>>(folder, Path.GetFileName(file)))),
            StringComparer.Ordinal);
    }

    private IEnumerable<string> OwnTexts() =>
    [
        .. Units.All.SelectMany(u => u.Names).Select(n => n.Name),
        .. Lists.Values.SelectMany(l => l.Names).Select(n => n.Name),
        .. Indicators.SelectMany(i => new[] { i.NameVi, i.NameEn }),
        .. Targets.All.Select(t => t.LegalBasis),
        .. LegalBases.Values,
        .. Sources.All.SelectMany(s => new[] { s.NameVi, s.NameEn, s.Contact?.Name ?? string.Empty, s.Contact?.Address ?? string.Empty }),
        .. Recipients.SelectMany(r => new[] { r.Name, r.Address }),
        .. Duties.SelectMany(d => new[] { d.HolderVi, d.HolderEn, d.ActionVi, d.ActionEn }),
        .. Letterhead.Texts,
    ];

    /// <summary>What went into what; a place whose units never changed has no such file.</summary>
    private static Successions ReadSuccessions(string reference, UnitDirectory units)
    {
        try
        {
            return !File.Exists(Path.Combine(reference, "successions.json")) ? Successions.None(units)
                : Checked("successions.json", () => new Successions(units, Read<List<Succession>>(reference, "successions.json")));
        }
        catch (PipelineException) when (UnitFiles.IsCutOff(reference))
        {
            throw Wrong("units.json, successions.json",
                "một lần nhập danh sách đơn vị bị cắt ngang: chạy govpipeline units import để làm nốt / "
                    + "taking in a list of units was cut off: run govpipeline units import, which ends it");
        }
    }

    /// <summary>Whether a source has all measures of an indicator.</summary>
    public static bool Feeds(SourceDefinition source, Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indicator);
        return indicator.CountsDossiers
            ? source.Kind == SourceKind.Dossiers
            : source.Measures is { } layout && (indicator.Source is null || indicator.Source == source.Id)
                && indicator.Numerator.AllMeasures.Concat(indicator.Denominator?.AllMeasures ?? []).All(layout.Values.ContainsKey)
                && indicator.Numerator.Where.Keys.Concat(indicator.Denominator?.Where.Keys ?? []).All(layout.Dimensions.ContainsKey);
    }

    private sealed record Organisation(string Code, IReadOnlyList<string> AlsoWritten);

    private sealed record Holidays(IReadOnlyList<Holiday> Days, IReadOnlyList<DateOnly> WorkedWeekends);

    private sealed record Holiday(DateOnly Day, string Name);
}
