using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Errors;

/// <summary>Says of a name that nothing has which one was meant.</summary>
public static class UnknownArgument
{
    private const int MostListed = 8;

    /// <summary>The error, GP801, with the nearest name, else the first of them.</summary>
    /// <param name="kind">What it should be the name of: <c>Đơn vị</c>.</param>
    /// <param name="given">What was given.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="listedBy">The command that lists them; null for none.</param>
    public static PipelineException Of(Bilingual kind, string given, IEnumerable<string> known, string? listedBy = null)
    {
        ArgumentNullException.ThrowIfNull(given);
        var names = known.Distinct(StringComparer.Ordinal).ToList();
        var nearest = Nearest(given, names.Where(n => n != given));
        var some = string.Join(", ", names.Take(MostListed)) + (names.Count > MostListed ? "…" : string.Empty);
        var list = listedBy is null ? string.Empty : $" ({listedBy})";
        var hint = nearest is not null ? new Bilingual($"Ý bạn là '{nearest}'?{list}", $"Did you mean '{nearest}'?{list}")
            : names.Count == 0 ? new Bilingual($"Hiện chưa có cái nào.{list}", $"There are none yet.{list}")
            : new Bilingual($"Có: {some}.{list}", $"There are: {some}.{list}");
        return new(ErrorCatalogue.ArgumentUnknown, kind, given, hint);
    }

    /// <summary>The name that was most likely meant: case, marks and signs aside, it differs by a third of its letters at most; null for none.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        var wanted = Folding.Fold(given);
        var best = known.Select(name => (Name: name, Folded: Folding.Fold(name)))
            .Select(n => (n.Name, Distance: n.Folded.Contains(wanted, StringComparison.Ordinal) && wanted.Length >= 3 ? 0 : Distance(wanted, n.Folded)))
            .OrderBy(n => n.Distance).ThenBy(n => n.Name.Length).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, wanted.Length / 3) ? best.Name : null;
    }

    /// <summary>Letters to insert, delete, replace or swap.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
