using GovPipeline.Domain.Text;

namespace GovPipeline.Domain.Naming;

/// <summary>
/// A closed list of names (fields, systems, kinds of documents): what is published under a name comes from here and never from a
/// cell of an export, into which anything can be typed. It grows by an operator's decision.
/// </summary>
public sealed class NameList
{
    /// <summary>What stands for everything that is not in the list.</summary>
    public const string NotListed = "(khác)";

    private readonly Dictionary<string, string> _byText = new(StringComparer.Ordinal);

    /// <param name="names">The names; compared by letters and digits alone, without case and diacritics.</param>
    /// <exception cref="ArgumentException">A wording stands for two names, or has no letter or digit.</exception>
    public NameList(IEnumerable<ListedName> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = [.. names];
        foreach (var name in Names)
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var text in (name.AlsoWritten ?? []).Prepend(name.Name))
            {
                if (Folding.Fold(text) is not { Length: > 0 } key)
                {
                    throw new ArgumentException(
                        $"'{name.Name}': '{text}' không có chữ hay số / '{name.Name}': '{text}' has no letter or digit");
                }

                if (!own.Add(key))
                {
                    continue; // only its commas or marks differ
                }

                if (!_byText.TryAdd(key, name.Name))
                {
                    throw new ArgumentException(
                        $"'{text}' có hai lần, cho '{_byText[key]}' và '{name.Name}' / '{text}' stands twice, for '{_byText[key]}' and for '{name.Name}'");
                }
            }
        }
    }

    /// <summary>A list without names.</summary>
    public static NameList Empty { get; } = new([]);

    /// <summary>The names.</summary>
    public IReadOnlyList<ListedName> Names { get; }

    /// <summary>The name that a text stands for, or null.</summary>
    public string? Find(ReadOnlySpan<char> text) => _byText.GetValueOrDefault(Folding.Fold(text));

    /// <summary>The name that may be shown for a text: the listed one, <see cref="NotListed"/>, or nothing for nothing.</summary>
    public string Shown(string text) => Folding.Fold(text).Length == 0 ? string.Empty : Find(text) ?? NotListed;
}
