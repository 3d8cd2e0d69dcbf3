using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Dossiers;
using System.Net.Mail;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
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
using GovPipeline.Storage.Published;
using static GovPipeline.Pipeline.Configuration.ReferenceFile;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Units, targets, indicators, holidays, recipients, headings and source definitions, read and checked before anything starts.</summary>
public sealed record ReferenceData
{
    private const string FieldsList = "fields";

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
        var reference = Path.Combine(folder, "reference");
        var template = Task.Run(() => ReadTemplate(reference)); // beside the others, as the sources are: they take most of the time that all this takes
        var units = Checked("units.json", () => new UnitDirectory(Read<List<Unit>>(reference, "units.json")));
        var defined = Task.Run(() => SourceCatalogue.Load(Path.Combine(folder, "sources"), units));
        var successions = ReadSuccessions(reference, units);
        var indicators = Read<List<Indicator>>(reference, "indicators.json");
        var targets = Read<List<Target>>(reference, "targets.json");
        var recipients = Read<List<Recipient>>(reference, "recipients.json");
        var holidays = Read<Holidays>(reference, "holidays.json");
        var vocabulary = Checked("columns.json, vocabulary.json", () => ReadingVocabulary.Load(reference));
        CheckVocabulary(vocabulary);
        var lists = ReadLists(reference);
        var sources = defined.GetAwaiter().GetResult();
        CheckLists(lists, sources);
        CheckIndicators(indicators, sources);
        CheckTargets(targets, indicators, units);
        CheckRecipients(recipients, units);
        var conventions = Read<Conventions>(reference, "conventions.json");
        var duties = Read<List<Duty>>(reference, "duties.json");
        CheckDuties(duties, indicators, units);
        CheckConventions(conventions, indicators, sources);
        var letterhead = Read<Letterhead>(reference, "letterhead.json");
        CheckLetterhead(letterhead);
        // A place that was set up before there were such tests has their usual thresholds.
        var authenticity = File.Exists(Path.Combine(reference, "authenticity.json")) ? Read<AuthenticityRules>(reference, "authenticity.json") : new();
        CheckRanges(authenticity, "authenticity.json");
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

    private static void CheckLists(Dictionary<string, NameList> lists, SourceCatalogue sources)
    {
        if (!lists.TryGetValue(FieldsList, out var fields))
        {
            throw Wrong($"lists/{FieldsList}.json", "phải có: các lĩnh vực được công bố / is required: the fields (lĩnh vực) that may be published");
        }

        if (fields.Find(PeriodRow.AllFields) is { } reserved)
        {
            throw Wrong($"lists/{FieldsList}.json, {reserved}",
                $"'{PeriodRow.AllFields}' dành cho tất cả lĩnh vực / '{PeriodRow.AllFields}' stands for all fields together");
        }

        foreach (var source in sources.All)
        {
            foreach (var (name, dimension) in source.Measures?.Dimensions ?? new Dictionary<string, MeasureDimension>())
            {
                if (dimension.List is { } list && !lists.ContainsKey(list))
                {
                    throw Wrong($"sources/{source.Id}.json, measures.dimensions.{name}.list", $"không có lists/{list}.json / there is no lists/{list}.json");
                }
            }
        }
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

    private static void CheckLetterhead(Letterhead letterhead)
    {
        if (letterhead.Later.Concat(letterhead.Units.Values.SelectMany(u => u.Later)).Any(l => l.From is null))
        {
            throw Wrong("letterhead.json, later", "thiếu from: tiêu đề này dùng từ ngày nào / from is missing: the day it is used from");
        }
    }

    private static void CheckVocabulary(ReadingVocabulary vocabulary)
    {
        foreach (var column in vocabulary.Columns.Keys.Except(DossierColumns.Names, StringComparer.Ordinal))
        {
            throw Wrong($"columns.json, {column}", "không phải tên cột / is not a column");
        }
    }

    private static void CheckIndicators(List<Indicator> indicators, SourceCatalogue sources)
    {
        foreach (var indicator in indicators)
        {
            foreach (var term in new[] { indicator.Numerator, indicator.Denominator }.OfType<IndicatorTerm>())
            {
                if (term.Counter is { } counter && !Counters.Names.Contains(counter, StringComparer.Ordinal))
                {
                    throw Wrong($"indicators.json, {indicator.Id}",
                        $"'{counter}' không phải số đếm; các số đếm: {string.Join(", ", Counters.Names)} / "
                            + $"'{counter}' is not a counter; counters are {string.Join(", ", Counters.Names)}");
                }

                if ((term.Measures.Count > 0 && term.Sum.Count > 0) || term.Counter is null == !term.AllMeasures.Any() || term.Counter
                    is null == indicator.CountsDossiers)
                {
                    throw Wrong($"indicators.json, {indicator.Id}",
                        "tử số và mẫu số phải cùng là số đếm (counter), hoặc cùng là measures hay sum / "
                            + "numerator and denominator need both a counter, or both measures or sum");
                }
            }

            if (indicator.Denominator is null
                && (indicator.CountsDossiers || indicator.Aggregation is not (Aggregation.Sum or Aggregation.Latest or Aggregation.Growth)))
            {
                throw Wrong($"indicators.json, {indicator.Id}",
                    "phải có mẫu số, trừ khi aggregation là sum, latest hay growth / denominator is required, unless aggregation is sum, latest or growth");
            }

            if (indicator.Denominator is not null && indicator.Aggregation is Aggregation.Sum or Aggregation.Growth)
            {
                throw Wrong($"indicators.json, {indicator.Id}", "sum hay growth không có mẫu số / a sum or growth has no denominator");
            }

            if (indicator.Source is { } only && (sources.Find(only) is not { } source || !Feeds(source, indicator)))
            {
                throw Wrong($"indicators.json, {indicator.Id}", $"nguồn '{only}' không có các số đo này / source '{only}' does not have its measures");
            }

            if (indicator.By is { } by && !sources.All.Any(s => Feeds(s, indicator) && s.Measures!.Dimensions.ContainsKey(by)))
            {
                throw Wrong($"indicators.json, {indicator.Id}", $"không nguồn nào có chiều '{by}' / no source has the dimension '{by}'");
            }

            if (!indicator.CountsDossiers && !sources.All.Any(s => Feeds(s, indicator)))
            {
                throw Wrong($"indicators.json, {indicator.Id}", "không nguồn nào có đủ các số đo này / no source has all its measures");
            }
        }

        if (indicators.GroupBy(i => i.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Wrong($"indicators.json, {twice.Key}", "có hai lần / stands twice");
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

    private static void CheckRanges(object rules, string file)
    {
        var problems = new List<ValidationResult>();
        if (!Validator.TryValidateObject(rules, new(rules), problems, validateAllProperties: true))
        {
            var property = rules.GetType().GetProperty(problems[0].MemberNames.First())!;
            var value = Convert.ToString(property.GetValue(rules), CultureInfo.InvariantCulture);
            var rule = property.GetCustomAttributes(typeof(RangeAttribute), inherit: true).OfType<RangeAttribute>().First();
            throw Wrong($"{file}, {JsonNamingPolicy.CamelCase.ConvertName(property.Name)}",
                $"{value}: phải từ {rule.Minimum} đến {rule.Maximum} / {value}: must be {rule.Minimum} to {rule.Maximum}");
        }
    }

    private static void CheckConventions(Conventions conventions, List<Indicator> indicators, SourceCatalogue sources)
    {
        if (conventions.PortalSource is { Length: > 0 } portal && sources.Find(portal)?.Measures is not { Report: true })
        {
            throw Wrong("conventions.json, portalSource",
                $"không có nguồn '{portal}' có \"report\": true / there is no source '{portal}' with \"report\": true");
        }

        foreach (var id in new[] { conventions.OnlineIndicator, conventions.SoftwareIndicator }.Where(id => !indicators.Exists(i => i.Id == id)))
        {
            throw Wrong("conventions.json", $"không có chỉ tiêu '{id}' / there is no indicator '{id}'");
        }
    }

    private static void CheckTargets(List<Target> targets, List<Indicator> indicators, UnitDirectory units)
    {
        foreach (var target in targets)
        {
            var problem = indicators.Find(i => i.Id == target.IndicatorId) is null
                    ? $"không có chỉ tiêu '{target.IndicatorId}' / there is no indicator '{target.IndicatorId}'"
                : target.UnitId is { } unit && units.Find(unit) is null ? $"không có đơn vị '{unit}' / there is no unit '{unit}'"
                : target.UnitId is not null && target.Tier is not null ? "ghi đơn vị hoặc cấp, không ghi cả hai / give a unit or a tier, not both"
                : target.ValidTo < target.ValidFrom ? "validTo trước validFrom / validTo is before validFrom"
                : target.Value < 0 || (target.Value > 1 && indicators.Find(i => i.Id == target.IndicatorId)!.Format == IndicatorFormat.Percent)
                    ? $"value {target.Value}: là phân số từ 0 đến 1 / value {target.Value}: it is a fraction from 0 to 1"
                : targets.Count(t => t.Id == target.Id) > 1 ? "mã có hai lần / the id stands twice" : null;
            if (problem is not null)
            {
                throw Wrong($"targets.json, {target.Id}", problem);
            }
        }
    }

    private static void CheckDuties(List<Duty> duties, List<Indicator> indicators, UnitDirectory units)
    {
        for (var i = 0; i < duties.Count; i++)
        {
            var duty = duties[i];
            var problem = string.IsNullOrWhiteSpace(duty.HolderVi) ? "thiếu holderVi, người chịu trách nhiệm / holderVi, who answers for it, is missing"
                : duty.UnitId is { } unit && units.Find(unit) is null ? $"không có đơn vị '{unit}' / there is no unit '{unit}'"
                : duty.System is { } system && !indicators.Exists(x => x.System == system) ? $"không có hệ thống '{system}' / there is no system '{system}'"
                : duty.WorkingDays is < 1 or > 60 ? "workingDays từ 1 đến 60 / workingDays is 1 to 60" : null;
            if (problem is not null)
            {
                throw Wrong($"duties.json, {i + 1} ({duty.HolderVi})", problem);
            }
        }
    }

    private static void CheckRecipients(List<Recipient> recipients, UnitDirectory units)
    {
        for (var i = 0; i < recipients.Count; i++)
        {
            var recipient = recipients[i];
            var problem = !MailAddress.TryCreate(recipient.Address, out _) ? "không phải địa chỉ thư / is not an address"
                : recipient.Units.FirstOrDefault(u => units.Find(u) is null) is { } unit ? $"không có đơn vị '{unit}' / there is no unit '{unit}'"
                : recipients.Count(r => string.Equals(r.Address, recipient.Address, StringComparison.OrdinalIgnoreCase)) > 1
                    ? "có hai lần / stands twice" : null;
            if (problem is not null)
            {
                throw Wrong($"recipients.json, {i + 1} ({recipient.Address})", problem); // an address may be masked
            }
        }
    }

    private sealed record Organisation(string Code, IReadOnlyList<string> AlsoWritten);

    private sealed record Holidays(IReadOnlyList<Holiday> Days, IReadOnlyList<DateOnly> WorkedWeekends);

    private sealed record Holiday(DateOnly Day, string Name);
}
