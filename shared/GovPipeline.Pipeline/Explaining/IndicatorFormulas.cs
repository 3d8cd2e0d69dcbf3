using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Says how an indicator is computed.</summary>
internal static class IndicatorFormulas
{
    /// <summary>The formula in words.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="names">What measures are called.</param>
    public static Bilingual Words(Indicator indicator, MeasureNames names)
    {
        var numerator = Term(indicator, indicator.Numerator, names);
        var quotient = indicator.Denominator is { } term ? Term(indicator, term, names) is var below
            ? new Bilingual($"{numerator.Vi}, chia cho: {below.Vi}", $"{numerator.En}, divided by: {below.En}") : numerator : numerator;
        if (indicator.Format == IndicatorFormat.PerThousand)
        {
            quotient = new($"{quotient.Vi}, nhân 1.000", $"{quotient.En}, times 1,000");
        }

        return indicator.Aggregation switch
        {
            Aggregation.MeanOfUnitRates => new($"{quotient.Vi}; của nhiều đơn vị: trung bình các tỷ lệ, mỗi đơn vị một tỷ lệ",
                $"{quotient.En}; of several units: the mean of their rates"),
            Aggregation.Latest => new($"{quotient.Vi}; số mới nhất trong kỳ của mỗi đơn vị", $"{quotient.En}; the newest of each unit in the period"),
            Aggregation.Growth => new($"{quotient.Vi}: số mới nhất trong kỳ trừ số trước kỳ, chia cho số trước kỳ",
                $"{quotient.En}: the newest in the period less that before it, by that before it"),
            _ => quotient,
        };
    }

    /// <summary>A numerator or denominator in words.</summary>
    public static Bilingual Term(Indicator indicator, IndicatorTerm term, MeasureNames names)
    {
        if (term.Counter is { } counter)
        {
            return CounterFormula.Find(counter)!.Meaning;
        }

        var named = term.AllMeasures.Select(m => names.Of(indicator, m)).ToList();
        string Joined(Language language) => string.Join(" + ", named.Select(n => n.In(language)));
        string Listed(Language language) => string.Join(", ", named.Select(n => n.In(language)));
        var (vi, en) = term.Sum.Count > 0 || named.Count == 1 ? (Joined(Language.Vietnamese), Joined(Language.English))
            : ($"số nhỏ nhất của: {Listed(Language.Vietnamese)}, trong mỗi dòng", $"the least of: {Listed(Language.English)}, in each row");
        if (term.Where.Count > 0)
        {
            string Where(Language language) => string.Join(", ", term.Where.Select(w =>
                $"{names.Of(indicator, w.Key).In(language)}: {names.ValuesOf(indicator, w.Key, w.Value).In(language)}"));
            (vi, en) = ($"{vi} ({Where(Language.Vietnamese)})", $"{en} ({Where(Language.English)})");
        }

        return (term.Distinct, term.AtMost, term.WithDossiers) switch
        {
            ({ } distinct, _, _) => new($"số {names.Of(indicator, distinct).Vi} khác nhau có {vi}",
                $"different {names.Of(indicator, distinct).En} that have {en}"),
            (_, { } most, _) => new($"{vi}, mỗi dòng tính nhiều nhất {most:0.##}", $"{en}, at most {most:0.##} a row"),
            (_, _, true) => new($"{vi}, của thủ tục có hồ sơ trong kỳ", $"{en}, of procedures with a dossier in the period"),
            _ => new(vi, en),
        };
    }
}
