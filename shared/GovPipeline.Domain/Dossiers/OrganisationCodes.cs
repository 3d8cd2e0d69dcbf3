namespace GovPipeline.Domain.Dossiers;

/// <summary>
/// Identifiers of one organisation that stand for each other in dossier codes: <c>H53.13</c> (QĐ 20/2020/QĐ-TTg) and
/// <c>000.00.13.H53</c> (QCVN 102:2016/BTTTT). Only what the reference data say; a guess could make two dossiers one.
/// </summary>
public sealed class OrganisationCodes
{
    private const char AfterOrganisation = '-';
    private readonly Dictionary<string, string> _national = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly ulong _lengths;

    /// <param name="codes">The one that stands, by each other that means the same.</param>
    public OrganisationCodes(IEnumerable<KeyValuePair<string, string>> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        foreach (var (other, national) in codes)
        {
            _national[other.ToUpperInvariant()] = national.ToUpperInvariant();
            _lengths |= 1UL << Math.Min(System.Text.Encoding.UTF8.GetByteCount(other), DossierCode.MaxBytes);
        }

        _bySpan = _national.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every identifier stands for itself.</summary>
    public static OrganisationCodes None { get; } = new([]);

    /// <summary>The code with the identifier that stands.</summary>
    public DossierCode National(in DossierCode code)
    {
        if (_national.Count == 0)
        {
            return code;
        }

        Span<byte> bytes = stackalloc byte[DossierCode.MaxBytes];
        code.CopyTo(bytes);
        if (bytes.IndexOf((byte)AfterOrganisation) is var end && (end <= 0 || (_lengths & (1UL << end)) == 0))
        {
            return code; // no other identifier is as long
        }

        Span<char> text = stackalloc char[DossierCode.MaxBytes];
        var length = System.Text.Encoding.UTF8.GetChars(bytes.TrimEnd((byte)0), text);
        var dash = text[..length].IndexOf(AfterOrganisation);
        return dash > 0 && _bySpan.TryGetValue(text[..dash], out var national) && DossierCode.TryParse($"{national}{text[dash..length]}", out var same)
            ? same
            : code;
    }
}
