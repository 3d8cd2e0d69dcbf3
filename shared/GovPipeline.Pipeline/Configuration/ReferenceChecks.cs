using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net.Mail;
using System.Text.Json;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Naming;
using GovPipeline.Domain.Targets;
using GovPipeline.Domain.Units;
using GovPipeline.Reporting.Reports;
using GovPipeline.Sources.Definitions;
using GovPipeline.Sources.Reading;
using GovPipeline.Storage.Published;
using static GovPipeline.Pipeline.Configuration.ReferenceFile;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Holds the files of reference data against each other. What is wrong in one is GP901.</summary>
internal static class ReferenceChecks
{
    public static void Lists(Dictionary<string, NameList> lists, SourceCatalogue sources)
    {
        if (!lists.TryGetValue(ReferenceData.FieldsList, out var fields))
        {
            throw Wrong($"lists/{ReferenceData.FieldsList}.json",
                "phải có: các lĩnh vực được công bố / is required: the fields (lĩnh vực) that may be published");
        }

        if (fields.Find(PeriodRow.AllFields) is { } reserved)
        {
            throw Wrong($"lists/{ReferenceData.FieldsList}.json, {reserved}",
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

    public static void Letterhead(Letterhead letterhead)
    {
        if (letterhead.Later.Concat(letterhead.Units.Values.SelectMany(u => u.Later)).Any(l => l.From is null))
        {
            throw Wrong("letterhead.json, later", "thiếu from: tiêu đề này dùng từ ngày nào / from is missing: the day it is used from");
        }
    }

    public static void Vocabulary(ReadingVocabulary vocabulary)
    {
        foreach (var column in vocabulary.Columns.Keys.Except(DossierColumns.Names, StringComparer.Ordinal))
        {
            throw Wrong($"columns.json, {column}", "không phải tên cột / is not a column");
        }
    }

    public static void Indicators(List<Indicator> indicators, SourceCatalogue sources)
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

            if (indicator.Source is { } only && (sources.Find(only) is not { } source || !ReferenceData.Feeds(source, indicator)))
            {
                throw Wrong($"indicators.json, {indicator.Id}", $"nguồn '{only}' không có các số đo này / source '{only}' does not have its measures");
            }

            if (indicator.By is { } by && !sources.All.Any(s => ReferenceData.Feeds(s, indicator) && s.Measures!.Dimensions.ContainsKey(by)))
            {
                throw Wrong($"indicators.json, {indicator.Id}", $"không nguồn nào có chiều '{by}' / no source has the dimension '{by}'");
            }

            if (!indicator.CountsDossiers && !sources.All.Any(s => ReferenceData.Feeds(s, indicator)))
            {
                throw Wrong($"indicators.json, {indicator.Id}", "không nguồn nào có đủ các số đo này / no source has all its measures");
            }
        }

        if (indicators.GroupBy(i => i.Id).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Wrong($"indicators.json, {twice.Key}", "có hai lần / stands twice");
        }
    }

    public static void Ranges(object rules, string file)
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

    public static void Conventions(Conventions conventions, List<Indicator> indicators, SourceCatalogue sources)
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

    public static void Targets(List<Target> targets, List<Indicator> indicators, UnitDirectory units)
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

    public static void Duties(List<Duty> duties, List<Indicator> indicators, UnitDirectory units)
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

    public static void Recipients(List<Recipient> recipients, UnitDirectory units)
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
}
