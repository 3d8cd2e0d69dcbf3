using System.Reflection;
using GovPipeline.Domain.Authenticity;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Measures;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Pipeline.Evidence;
using GovPipeline.Pipeline.Publishing;
using GovPipeline.Reporting.Explanations;
using GovPipeline.Storage.Ledger;
using GovPipeline.Storage.Published;
using Microsoft.Extensions.Options;
using static GovPipeline.Pipeline.Explaining.PublishedFigures;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Takes a published figure back to its terms, days, files and, where that is asked for, rows.</summary>
public sealed class FigureExplainer(
    PublishedTables tables, KeptPeriods periods, DossierEvidence dossiers, MeasureEvidence measures, Provenance provenance, PeriodLoader loader,
    PublicationHistory history, PendingWork pending, ScreenExplainer screens, MeasureNames names, ReferenceData reference,
    IOptions<PipelineOptions> options)
{
    private const string Rate = nameof(PeriodRow.OnlineRate), Finished = nameof(DailyRow.Finished), Offline = "ReceivedOffline";

    private static readonly Dictionary<string, string[]> RateColumns = new(StringComparer.Ordinal)
    {
        [Rate] = [nameof(PeriodStatistics.ReceivedOnline), nameof(PeriodStatistics.Received)],
        [nameof(PeriodRow.OnlineNumerator)] = [nameof(PeriodStatistics.ReceivedOnline)],
        [nameof(PeriodRow.OnlineDenominator)] = [nameof(PeriodStatistics.Received)],
    };

    /// <summary>Columns of a unit's row that are explained.</summary>
    public static IReadOnlyList<string> PeriodColumns { get; } =
        [Rate, .. typeof(PeriodStatistics).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p =>
            p.PropertyType == typeof(long)).Select(p => p.Name),
            nameof(PeriodRow.OnlineNumerator), nameof(PeriodRow.OnlineDenominator)];

    /// <summary>Columns of <c>daily</c> that are explained.</summary>
    public static IReadOnlyList<string> DailyColumns { get; } = [nameof(DailyRow.Received), nameof(DailyRow.ReceivedOnline), Finished];

    /// <summary>Explains.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="withRows">Whether its rows are told, each by its code.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineException">GP801, GP802: there is no such figure, or it is of too few dossiers.</exception>
    public async Task<Explanation> ExplainAsync(FigureName figure, bool withRows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var whole = await WholeAsync(figure, cancellationToken).ConfigureAwait(false)
            ?? throw UnknownArgument.Of(new("Danh sách kỳ đã công bố", "Published periods"), figure.Period.Id,
                await tables.ReadKeysAsync("datasets", "all", cancellationToken).ConfigureAwait(false), "govpipeline periods");
        ThrowIfBeside(figure);
        var explained = figure.Table switch
        {
            "indicators" => await OfIndicatorAsync(figure, whole, withRows, cancellationToken).ConfigureAwait(false),
            "daily" => await OfDayAsync(figure, whole, withRows, cancellationToken).ConfigureAwait(false),
            "reported" => await OfReportAsync(figure, whole, withRows, cancellationToken).ConfigureAwait(false),
            "breakdowns" => await OfItemAsync(figure, whole, withRows, cancellationToken).ConfigureAwait(false),
            "authenticity" => await screens.ExplainAsync(figure, whole, withRows, cancellationToken).ConfigureAwait(false),
            var table when table == PeriodRow.TableOf(figure.Period.Kind) =>
                await OfUnitAsync(figure, whole, withRows, cancellationToken).ConfigureAwait(false),
            _ => throw UnknownArgument.Of(new("Bảng của kỳ", "Tables of the period"), figure.Table,
                [PeriodRow.TableOf(figure.Period.Kind), "indicators", "daily", "reported", "breakdowns", "authenticity"]),
        };
        var before = await history.ReadAsync(figure.Period.Id, cancellationToken).ConfigureAwait(false);
        var (state, document, on) = (whole.Dataset.State, whole.Dataset.SignedDocument, whole.Dataset.SignedOn);
        return explained with
        {
            Definitions = DefinitionVersions.Parse(whole.Dataset.Definitions),
            ChangedDefinitions = Changed(whole.Dataset.Definitions),
            Version = whole.Dataset.Version,
            State = Bilingual.Of(l => Reporting.Reports.ReportWords.State(state, document, on, l)),
            IsSigned = on.Length > 0,
            Before = figure.Table is not ("daily" or "authenticity") && before is [var last, var earlier, ..]
                ? new(ValueIn(earlier, explained), DayText.Parse(earlier.AsOf), earlier.Version, last.At) : null,
            IsDue = (await pending.ListAsync(PendingWork.Periods, cancellationToken).ConfigureAwait(false)).Any(d => d.Item == figure.Period.Id),
        };
    }

    /// <summary>
    /// What is published of the figure's period: as it was read before where the figure's own row still says the same, else read now. So it is one
    /// publication, and what somebody changed by hand is what is explained.
    /// </summary>
    private async Task<WholePeriod?> WholeAsync(FigureName figure, CancellationToken cancellationToken)
    {
        async Task<bool> StandsAsync<T>(T? kept)
            where T : class, IPublishedRow => kept is not null
            && kept.Equals(await tables.FindAsync<T>(kept.TableName, kept.PartitionKey, kept.RowKey, cancellationToken).ConfigureAwait(false));

        var isOfIndicator = figure.Table == "indicators";
        if (isOfIndicator || figure.Table == PeriodRow.TableOf(figure.Period.Kind))
        {
            var (whole, isKept) = await periods.LookAsync(figure.Period, cancellationToken).ConfigureAwait(false);
            if (!isKept || await (isOfIndicator
                ? StandsAsync(whole!.Indicators.FirstOrDefault(i => i.UnitId == figure.Of && i.Indicator == figure.Column))
                : StandsAsync(whole!.Rows.FirstOrDefault(r => r.UnitId == figure.Of && r.FieldKey == figure.Field))).ConfigureAwait(false))
            {
                return whole;
            }
        }

        return await tables.ReadWholeAsync(figure.Period, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What does not name the figure is refused, so that a day or field that it is not of never stands over it.</summary>
    private static void ThrowIfBeside(FigureName figure)
    {
        var isOfUnits = figure.Table == PeriodRow.TableOf(figure.Period.Kind);
        foreach (var (option, isGiven, table) in new[]
        {
            ("--day", figure.Day is not null && figure.Table != "daily", new Bilingual("bảng daily", "the table daily")),
            ("--field", figure.Field != FigureName.AllFields && !isOfUnits, new Bilingual("bảng của kỳ", "the table of the period")),
            ("--source", figure.Source is not null && figure.Table != "reported", new Bilingual("bảng reported", "the table reported")),
        })
        {
            if (isGiven)
            {
                throw new PipelineException(ErrorCatalogue.ArgumentWrong, option,
                    new Bilingual($"chỉ dùng với {table.Vi}, không với {figure.Table}", $"is for {table.En} alone, not for {figure.Table}"));
            }
        }
    }

    private async Task<Explanation> OfUnitAsync(FigureName figure, WholePeriod whole, bool withRows, CancellationToken cancellationToken)
    {
        var unit = Unit(whole, figure.Of);
        var row = whole.Rows.FirstOrDefault(r => r.UnitId == unit.UnitId && (r.FieldKey == figure.Field || Folding.Fold(r.Field) == Folding.Fold(figure.Field)))
            ?? throw UnknownArgument.Of(new("Lĩnh vực của đơn vị trong kỳ", "Fields of the unit in the period"), figure.Field,
                whole.Rows.Where(r => r.UnitId == unit.UnitId).Select(r => r.Field));
        ThrowIfHidden(row.Status, row.UnitName);
        var column = Named(figure.Column, PeriodColumns);
        var members = Members(whole, row, reference.Units);
        var names = RateColumns.GetValueOrDefault(column) ?? [column];
        var counted = await CountAsync(
            [.. names.Select(n => CounterFormula.Find(n)!)], members, row.FieldKey, figure.Period.Start, AsOf(row.AsOf), cancellationToken)
            .ConfigureAwait(false);
        var isRate = column == Rate;
        var value = !row.HasData || (isRate && !row.HasOnlineRate) ? null : (decimal?)Convert.ToDecimal(
            typeof(PeriodRow).GetProperty(column)!.GetValue(row), System.Globalization.CultureInfo.InvariantCulture);
        var rate = reference.Indicators.First(i => i.Id == reference.Conventions.OnlineIndicator);
        return await provenance.FilledAsync(
            new()
            {
                Figure = figure with { Of = row.UnitId, Column = column, Field = row.FieldKey },
                Code = row.FieldKey == PeriodRow.AllFields ? FigureCode.Of(row, column) : string.Empty,
                Meaning = isRate ? new(rate.NameVi, rate.NameEn) : counted.Formulas[0].Meaning,
                Name = row.UnitName,
                FieldName = row.FieldKey == PeriodRow.AllFields ? string.Empty : row.Field,
                Published = value,
                Format = isRate ? IndicatorFormat.Percent : IndicatorFormat.Number,
                IsCount = !isRate,
                Formula = FormulaOf(counted.Formulas, isRate),
                Law = isRate ? new(rate.LegalBasis, reference.LegalBases.GetValueOrDefault(rate.LegalBasis, rate.LegalBasis)) : counted.Formulas[0].Law,
                Parts = row.HasData ? Shown(counted.Parts, options.Value) : [],
                Members = row.IsRollup ? [.. members.Where(m => !IsHidden(whole, m.UnitId, row.FieldKey))
                    .Select(m => new ExplainedMember(m.UnitId, m.UnitName, counted.Of(m.UnitId)))] : [],
                AsOf = AsOf(row.AsOf),
                Missing = PublishedText.Missing(row.Missing, reference.Sources),
            },
            counted, [.. members.Select(m => m.UnitId)], withRows, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Explanation> OfDayAsync(FigureName figure, WholePeriod whole, bool withRows, CancellationToken cancellationToken)
    {
        var unit = Unit(whole, figure.Of);
        var column = Named(figure.Column, DailyColumns);
        var rows = await tables.ReadAsync<DailyRow>("daily", figure.Period.Id, cancellationToken).ConfigureAwait(false);
        var row = rows.FirstOrDefault(r => r.UnitId == unit.UnitId && figure.Day is { } day && r.Day == DayText.Iso(day))
            ?? throw UnknownArgument.Of(new("Ngày có số liệu (--day)", "Days with figures (--day)"), DayText.Iso(figure.Day),
                rows.Where(r => r.UnitId == unit.UnitId).Select(r => r.Day));
        ThrowIfHidden(row.HasData ? string.Empty : nameof(TargetStatus.Suppressed), unit.UnitName);
        var formula = CounterFormula.Find(column == Finished ? nameof(PeriodStatistics.Resolved) : column)!;
        var at = DayText.Parse(row.Day);
        var counted = await CountAsync([formula], [unit], PeriodRow.AllFields, at, at, cancellationToken).ConfigureAwait(false);
        return await provenance.FilledAsync(
            new()
            {
                Figure = figure with { Of = unit.UnitId, Column = column },
                Code = string.Empty,
                Meaning = formula.Meaning,
                Name = unit.UnitName,
                FieldName = string.Empty,
                Published = column switch { nameof(DailyRow.Received) => row.Received, nameof(DailyRow.ReceivedOnline) => row.ReceivedOnline, _ =>
                    row.Finished },
                Format = IndicatorFormat.Number,
                IsCount = true,
                Formula = FormulaOf([formula], isRate: false),
                Law = formula.Law,
                Parts = counted.Parts,
                AsOf = AsOf(unit.AsOf),
                Missing = PublishedText.Missing(unit.Missing, reference.Sources),
            },
            counted, [unit.UnitId], withRows, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Explanation> OfIndicatorAsync(FigureName figure, WholePeriod whole, bool withRows, CancellationToken cancellationToken)
    {
        var unit = Unit(whole, figure.Of);
        var row = whole.Indicators.FirstOrDefault(i => i.UnitId == unit.UnitId && string.Equals(i.Indicator, figure.Column, StringComparison.OrdinalIgnoreCase))
            ?? throw UnknownArgument.Of(new("Chỉ tiêu của đơn vị trong kỳ", "Indicators of the unit in the period"), figure.Column,
                whole.Indicators.Where(i => i.UnitId == unit.UnitId).Select(i => i.Indicator));
        ThrowIfHidden(row.Status, row.UnitName);
        var indicator = reference.Indicators.FirstOrDefault(i => i.Id == row.Indicator)
            ?? throw UnknownArgument.Of(new("Chỉ tiêu", "Indicators"), row.Indicator, reference.Indicators.Select(i => i.Id));
        var members = Members(whole, unit, reference.Units);
        var explanation = new Explanation
        {
            Figure = figure with { Of = row.UnitId, Column = row.Indicator },
            Code = FigureCode.Of(row),
            Meaning = new(indicator.NameVi, indicator.NameEn),
            Name = row.UnitName,
            FieldName = string.Empty,
            Published = row.HasData ? (decimal)row.Value : null,
            Format = indicator.Format,
            IsCount = indicator.Denominator is null && indicator.Aggregation != Aggregation.Growth,
            Formula = IndicatorFormulas.Words(indicator, names),
            Law = new(indicator.LegalBasis, reference.LegalBases.GetValueOrDefault(indicator.LegalBasis, indicator.LegalBasis)),
            Parts = [],
            AsOf = AsOf(row.AsOf),
            Missing = PublishedText.Missing(row.Missing, reference.Sources),
        };
        if (!indicator.CountsDossiers)
        {
            return await OfMeasuresAsync(explanation, indicator, members, row.IsRollup, withRows, cancellationToken).ConfigureAwait(false);
        }

        var counted = await CountAsync(
            [CounterFormula.Find(indicator.Numerator.Counter!)!, CounterFormula.Find(indicator.Denominator!.Counter!)!], members, PeriodRow.AllFields,
            figure.Period.Start, AsOf(row.AsOf), cancellationToken).ConfigureAwait(false);
        var own = members.Where(m => !IsHidden(whole, m.UnitId, PeriodRow.AllFields))
            .Select(m => new ExplainedMember(m.UnitId, m.UnitName, counted.Of(m.UnitId))).ToList();
        return await provenance.FilledAsync(
            explanation with
            {
                Parts = !row.HasData ? [] : indicator.Aggregation == Aggregation.MeanOfUnitRates ? Means(own) : Shown(counted.Parts, options.Value),
                Members = row.IsRollup ? own : [],
                MemberHeadings = TopAndBottom,
            },
            counted, [.. members.Select(m => m.UnitId)], withRows, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Explanation> OfMeasuresAsync(
        Explanation explanation, Indicator indicator, IReadOnlyList<PeriodRow> members, bool isRollup, bool withRows, CancellationToken cancellationToken)
    {
        var ids = members.Select(m => m.UnitId).ToHashSet(StringComparer.Ordinal);
        var data = await DataAsync(explanation.Figure.Period, cancellationToken).ConfigureAwait(false);
        var cells = new List<MeasureEvidence.FiledCell>();

        // Of different values that are counted, each unit has its own; and a mean of unit rates is one of theirs.
        foreach (var asked in data is null ? [] : isRollup ? ids.Select(id => (IReadOnlySet<string>)new HashSet<string> { id }) : [ids])
        {
            cells.AddRange(await measures.FindAsync(
                indicator, Feeding(indicator), data!, c => asked.Contains(c.UnitId), cancellationToken).ConfigureAwait(false));
        }

        var byUnit = cells.ToLookup(c => c.Used.Cell.UnitId, StringComparer.Ordinal);
        var hasDenominator = indicator.Denominator is not null || indicator.Aggregation == Aggregation.Growth;
        var values = members.Where(m => byUnit.Contains(m.UnitId)).Select(m => new ExplainedMember(m.UnitId, m.UnitName,
            [byUnit[m.UnitId].Sum(c => c.Used.Numerator), .. hasDenominator ? [byUnit[m.UnitId].Sum(c => c.Used.Denominator)] : (decimal[])[]])).ToList();
        return await provenance.FilledAsync(
            explanation with
            {
                Parts = cells.Count == 0 ? []
                    : isRollup && indicator.Aggregation == Aggregation.MeanOfUnitRates ? Means(values) : Parts(cells, hasDenominator),
                Members = isRollup ? values : [],
                MemberHeadings = TopAndBottom,
            },
            cells, Feeding(indicator), ids, withRows, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Explanation> OfItemAsync(FigureName figure, WholePeriod whole, bool withRows, CancellationToken cancellationToken)
    {
        var rows = await tables.ReadAsync<BreakdownRow>("breakdowns", figure.Period.Id, cancellationToken).ConfigureAwait(false);
        var row = rows.FirstOrDefault(r => string.Equals(r.Indicator, figure.Column, StringComparison.OrdinalIgnoreCase)
                && (r.Item == figure.Of || Folding.Fold(r.Item) == Folding.Fold(figure.Of)))
            ?? throw UnknownArgument.Of(new("Mục và chỉ tiêu của kỳ", "Items and indicators of the period"), figure.Of, rows.Select(r => r.Item));
        var indicator = reference.Indicators.First(i => i.Id == row.Indicator);
        var data = await DataAsync(figure.Period, cancellationToken).ConfigureAwait(false);
        var cells = data is null ? [] : await measures.FindAsync(
            indicator, Feeding(indicator), data, c => c.Dimensions.GetValueOrDefault(indicator.By!, string.Empty) == row.Item, cancellationToken)
            .ConfigureAwait(false);
        return await provenance.FilledAsync(
            new()
            {
                Figure = figure with { Of = row.Item, Column = row.Indicator },
                Code = string.Empty,
                Meaning = new(indicator.NameVi, indicator.NameEn),
                Name = row.Item,
                FieldName = string.Empty,
                Published = (decimal)row.Value,
                Format = indicator.Format,
                IsCount = indicator.Denominator is null,
                Formula = IndicatorFormulas.Words(indicator, names),
                Law = new(indicator.LegalBasis, reference.LegalBases.GetValueOrDefault(indicator.LegalBasis, indicator.LegalBasis)),
                Parts = Parts(cells, indicator.Denominator is not null),
                AsOf = AsOf(row.AsOf),
                Missing = PublishedText.Missing(string.Join(PublishedText.Between, whole.Dataset.Missing.Split(PublishedText.Between).Where(m =>
                    Feeding(indicator).Any(s => m.StartsWith(s.NameVi, StringComparison.Ordinal)))), reference.Sources),
            },
            cells, Feeding(indicator), null, withRows, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a software says of itself, less what its dossiers say.</summary>
    private async Task<Explanation> OfReportAsync(FigureName figure, WholePeriod whole, bool withRows, CancellationToken cancellationToken)
    {
        var unit = Unit(whole, figure.Of);
        var rows = (await tables.ReadAsync<ReportedRow>("reported", figure.Period.Id, cancellationToken).ConfigureAwait(false))
            .Where(r => r.UnitId == unit.UnitId).ToList();
        if (figure.Source is null && rows.FindAll(r => r.Counter == figure.Column) is { Count: > 1 } several)
        {
            var which = string.Join(", ", several.Select(r => r.Source));
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--source",
                new Bilingual($"nhiều nguồn báo cáo số này, chọn một: {which}", $"several sources report it, choose one: {which}"));
        }

        var row = rows.Find(r => r.Counter == figure.Column && (figure.Source is null || r.Source == figure.Source))
            ?? throw UnknownArgument.Of(new("Cột của báo cáo", "Columns of the report"), figure.Column, rows.Select(r => r.Counter));
        var source = reference.Sources.Find(row.Source);
        var data = await DataAsync(figure.Period, cancellationToken).ConfigureAwait(false);
        var cell = source is null ? null : (data?.Readings.GetValueOrDefault(row.Source) ?? MeasureCells.None).On(figure.Period)
            .FirstOrDefault(c => c.UnitId == unit.UnitId);
        var filed = cell is null ? [] : new[] { cell }.Select(async c =>
            (await measures.FilesAsync(source!, figure.Period, cancellationToken).ConfigureAwait(false)).TryGetValue(MeasureEvidence.KeyOf(c), out var from)
                ? new MeasureEvidence.FiledCell(new(c, (decimal)row.Reported, 0), source!, from.File, from.Row) : null).ToList();
        var cells = (await Task.WhenAll(filed).ConfigureAwait(false)).OfType<MeasureEvidence.FiledCell>().ToList();
        var counted = await CountAsync(
            row.HasOwn ? [FormulaOfReport(row.Counter)] : [], [unit], PeriodRow.AllFields, figure.Period.Start, AsOf(unit.AsOf), cancellationToken)
            .ConfigureAwait(false);
        var own = counted.Parts.SelectMany(p => p.Terms).Select(t => t with
        {
            Name = new($"Dữ liệu hồ sơ: {t.Name.Vi}", $"Dossiers: {t.Name.En}"), Value = -t.Value, Days = Negated(t.Days), Channels = Negated(t.Channels),
            Levels = Negated(t.Levels),
        });
        var called = row.Counter == Offline ? FormulaOfReport(Offline).Meaning : names.OfReport(row.Source, row.Counter);
        var meaning = !row.HasOwn ? new Bilingual($"Số trong báo cáo: {called.Vi}", $"What the report says: {called.En}") : new(
            $"Chênh lệch giữa báo cáo của phần mềm và dữ liệu hồ sơ: {called.Vi}", $"What the software reports less what its dossiers say: {called.En}");
        var explained = await provenance.FilledAsync(
            new()
            {
                Figure = figure with { Of = unit.UnitId },
                Code = string.Empty,
                Meaning = meaning,
                Name = unit.UnitName,
                FieldName = string.Empty,
                Published = (decimal)(row.HasOwn ? row.Difference : row.Reported),
                Format = IndicatorFormat.Number,
                IsCount = true,
                Formula = row.HasOwn ? new("Số trong báo cáo trừ số đếm từ hồ sơ", "The number reported less the number counted from dossiers")
                    : new("Số trong báo cáo; không có số đếm từ hồ sơ để so", "The number reported; nothing to hold it against"),
                Law = source is null ? Bilingual.Same(row.Source) : new(source.NameVi, source.NameEn),
                Parts = [new(meaning, (decimal)row.Reported - counted.Value, [new(new("Phần mềm báo cáo", "Reported"), (decimal)row.Reported), .. own])],
                AsOf = AsOf(unit.AsOf),
                Missing = PublishedText.Missing(unit.Missing, reference.Sources),
            },
            counted, [], withRows, cancellationToken).ConfigureAwait(false);
        var reported = await provenance.FilesAsync(cells.Select(c => c.File), cancellationToken).ConfigureAwait(false);
        return explained with { Files = [.. reported, .. explained.Files] };
    }

    private static CounterFormula FormulaOfReport(string counter) => counter == Offline
        ? new(Offline, new("Hồ sơ tiếp nhận trực tiếp và qua bưu chính", "Received in person and by post"),
            CounterFormula.Find(nameof(PeriodStatistics.ReceivedInPerson))!.Law,
            [.. CounterFormula.Find(nameof(PeriodStatistics.ReceivedInPerson))!.Terms, .. CounterFormula.Find(nameof(PeriodStatistics.ReceivedPostal))!.Terms])
        : CounterFormula.Find(counter)!;

    private static SortedDictionary<string, decimal> Negated(IReadOnlyDictionary<string, decimal> values) =>
        new(values.ToDictionary(v => v.Key, v => -v.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    private async Task<PeriodData?> DataAsync(Period period, CancellationToken cancellationToken) =>
        await loader.LoadAsync([period], [], cancellationToken).ConfigureAwait(false) is [var only] ? only : null;

    private IEnumerable<Sources.Definitions.SourceDefinition> Feeding(Indicator indicator) =>
        reference.Sources.Enabled.Where(s => ReferenceData.Feeds(s, indicator));

    /// <summary>Counts dossiers by formulas, and remembers which gave anything.</summary>
    private async Task<Counted> CountAsync(
        IReadOnlyList<CounterFormula> formulas, IReadOnlyList<PeriodRow> members, string fieldKey, DateOnly first, DateOnly last,
        CancellationToken cancellationToken)
    {
        var tallies = formulas.Select(f => new CounterTally(f, first, last, reference.Conventions.Lateness)).ToList();
        var given = new List<GivenDossier>();
        if (formulas.Count > 0)
        {
            var units = members.Select(m => m.UnitId).ToHashSet(StringComparer.Ordinal);
            foreach (var (dossier, file) in await dossiers.FindAsync(units, first, last, formulas.Any(CounterTally.NeedsBefore), cancellationToken)
                .ConfigureAwait(false))
            {
                if (fieldKey != PeriodRow.AllFields && PeriodRows.KeyOf(Folding.Fold(reference.Fields.Shown(dossier.Field))) != fieldKey)
                {
                    continue;
                }

                var values = tallies.ConvertAll(t => t.Add(dossier));
                if (values.Exists(v => v != 0))
                {
                    given.Add(new(dossier, file, values));
                }
            }
        }

        return new(formulas, tallies, given);
    }

    private static IReadOnlyList<ExplainedPart> Parts(IReadOnlyList<MeasureEvidence.FiledCell> cells, bool hasDenominator)
    {
        var numerator = MeasureEvidence.Part(new("Tử số", "Numerator"), cells, u => u.Numerator, MeasureNames.DimensionsOf);
        return !hasDenominator ? [numerator]
            : [numerator, MeasureEvidence.Part(new("Mẫu số", "Denominator"), cells, u => u.Denominator, MeasureNames.DimensionsOf)];
    }

    /// <summary>A mean of rates: their sum, by how many there are.</summary>
    private static IReadOnlyList<ExplainedPart> Means(IReadOnlyList<ExplainedMember> members)
    {
        var rates = members.Where(m => m.Values is [_, not 0]).Select(m => new ExplainedTerm(Bilingual.Same(m.Name), m.Values[0] / m.Values[1])).ToList();
        return
        [
            new(new("Cộng tỷ lệ của các đơn vị", "Sum of the units' rates"), rates.Sum(r => r.Value), rates),
            new(new("Số đơn vị", "Number of units"), rates.Count, [new(new("Đơn vị có tỷ lệ", "Units with a rate"), rates.Count)]),
        ];
    }

    /// <summary>What members of an indicator have.</summary>
    private static IReadOnlyList<Bilingual> TopAndBottom { get; } = [new("Tử số", "Numerator"), new("Mẫu số", "Denominator")];

    private static Bilingual FormulaOf(IReadOnlyList<CounterFormula> formulas, bool isRate)
    {
        if (isRate)
        {
            return new($"{formulas[0].Meaning.Vi}, chia cho: {formulas[1].Meaning.Vi}", $"{formulas[0].Meaning.En}, divided by: {formulas[1].Meaning.En}");
        }

        string Sum(Language language) => string.Concat(formulas[0].Terms.Select((t, i) =>
            (t.IsAdded ? i == 0 ? string.Empty : " + " : " − ") + t.Name.In(language)));
        return Bilingual.Of(Sum);
    }

    private SortedDictionary<string, string> Changed(string published) => new(
        DefinitionVersions.Parse(published).Where(d => reference.Versions.TryGetValue(d.Key, out var now) && now != d.Value)
            .ToDictionary(d => d.Key, d => reference.Versions[d.Key], StringComparer.Ordinal), StringComparer.Ordinal);

    private static DateOnly AsOf(string day) => DayText.Parse(day);
}
