using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Text;

namespace GovPipeline.Pipeline.Explaining;

/// <summary>Says how an indicator is computed.</summary>
internal static class IndicatorFormulas
{
    /// <summary>The formula in words.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="nameOf">What exports call a measure.</param>
    public static Bilingual Words(Indicator indicator, Func<string, string> nameOf)
    {
        var numerator = Term(indicator.Numerator, nameOf);
        var quotient = indicator.Denominator is { } term ? Term(term, nameOf) is var below
            ? new Bilingual($"{numerator.Vi}, chia cho: {below.Vi}", $"{numerator.En}, by: {below.En}") : numerator : numerator;
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

    private static Bilingual Term(IndicatorTerm term, Func<string, string> nameOf)
    {
        if (term.Counter is { } counter)
        {
            return CounterFormula.Find(counter)!.Meaning;
        }

        var names = term.AllMeasures.Select(nameOf).ToList();
        var plain = string.Join(" + ", names);
        var (vi, en) = term.Sum.Count > 0 || names.Count == 1 ? (plain, plain)
            : ($"số nhỏ nhất của {string.Join(", ", names)} trong mỗi dòng", $"the least of {string.Join(", ", names)} in each row");
        if (term.Where.Count > 0)
        {
            var where = string.Join(", ", term.Where.Select(w => $"{nameOf(w.Key)} = {w.Value.Replace("|", " | ", StringComparison.Ordinal)}"));
            (vi, en) = ($"{vi} ({where})", $"{en} ({where})");
        }

        return (term.Distinct, term.AtMost, term.WithDossiers) switch
        {
            ({ } distinct, _, _) => new($"số {nameOf(distinct)} khác nhau có {vi}", $"different {nameOf(distinct)} that have {en}"),
            (_, { } most, _) => new($"{vi}, mỗi dòng tính nhiều nhất {most:0.##}", $"{en}, at most {most:0.##} a row"),
            (_, _, true) => new($"{vi}, của thủ tục có hồ sơ trong kỳ", $"{en}, of procedures with a dossier in the period"),
            _ => new(vi, en),
        };
    }
}
