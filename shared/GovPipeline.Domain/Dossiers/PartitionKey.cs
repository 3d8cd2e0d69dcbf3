using System.Buffers;
using System.Globalization;

namespace GovPipeline.Domain.Dossiers;

/// <summary>
/// Where the facts of a dossier are kept: it depends on the dossier's code alone, so that a corrected date or unit never
/// leaves an old copy behind and a dossier that comes from two systems meets itself.
/// </summary>
/// <param name="Organisation">The identifier of the issuing body in the code, or <c>_</c> for a code without one.</param>
/// <param name="Month">Year and month in the code, <c>yyMM</c>; two hexadecimal digits of a hash for a code without one.</param>
public readonly record struct PartitionKey(string Organisation, string Month)
{
    /// <summary>The organisation of codes that name none.</summary>
    public const string NoOrganisation = "_";

    private const int HashBuckets = 64;
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> OrganisationBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789."u8);

    /// <summary>The text in messages and blob names, <c>000.00.13.H53/2206</c>.</summary>
    public override string ToString() => $"{Organisation}/{Month}";

    /// <summary>The key that <see cref="ToString"/> gave.</summary>
    public static PartitionKey Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? new(text[..slash], text[(slash + 1)..]) : throw new FormatException($"'{text}' is not a partition.");
    }

    /// <summary>The partition of a code of the form <c>ORG-yyMMdd-NNNN</c>; of any other code, a hash bucket.</summary>
    public static PartitionKey Of(in DossierCode code)
    {
        Span<byte> bytes = stackalloc byte[DossierCode.MaxBytes];
        code.CopyTo(bytes);
        var text = bytes.TrimEnd((byte)0);
        Span<char> chars = stackalloc char[DossierCode.MaxBytes];
        return TrySplit(text, out var organisation, out var month)
            ? new(Text(organisation, chars), Text(month, chars))
            : new(NoOrganisation, (code.StableHash() % HashBuckets).ToString("x2", CultureInfo.InvariantCulture));
    }

    /// <summary>Finds organisation and month in the bytes of a code. False when the code has another form.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> code, out ReadOnlySpan<byte> organisation, out ReadOnlySpan<byte> month)
    {
        organisation = month = default;
        var dash = code.IndexOf((byte)'-');
        if (dash <= 0 || code.Length < dash + 11 || code.Length > dash + 14 || code[dash + 7] != '-'
            || code[..dash].IndexOfAnyExcept(OrganisationBytes) >= 0
            || code[0] == '.' || code[dash - 1] == '.' || code[..dash].IndexOf(".."u8) >= 0
            || code.Slice(dash + 1, 6).IndexOfAnyExcept(Digits) >= 0
            || code[(dash + 8)..].IndexOfAnyExcept(Digits) >= 0)
        {
            return false;
        }

        var monthNumber = ((code[dash + 3] - '0') * 10) + code[dash + 4] - '0';
        if (monthNumber is < 1 or > 12)
        {
            return false;
        }

        organisation = code[..dash];
        month = code.Slice(dash + 1, 4);
        return true;
    }

    private static string Text(ReadOnlySpan<byte> ascii, Span<char> chars)
    {
        System.Text.Encoding.ASCII.GetChars(ascii, chars);
        return new(chars[..ascii.Length]);
    }
}
