using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GovPipeline.Storage.Accounts;

/// <summary>
/// Keys of table rows. Any text can become one: what a key may not have (<c>/ \ # ?</c>, control characters, halves of
/// surrogate pairs, noncharacters) and <c>%</c> are written as <c>%</c> and four digits, and a key that would be too long ends in a hash.
/// </summary>
public static class TableKeys
{
    // Azure allows 1 KiB, which is 512 characters; a key may be put together of two.
    private const int Longest = 400, Kept = 360;

    /// <summary>The text as a key; different texts give different keys.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                key.Append(c).Append(text[++i]);
            }
            else if (c is '/' or '\\' or '#' or '?' or '%' || char.IsControl(c) || char.IsSurrogate(c) || c is >= '\uFDD0' and <= '\uFDEF' or >= '\uFFFE')
            {
                key.Append('%').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(c);
            }
        }

        return key.Length <= Longest ? key.ToString() : Cut(key.ToString());
    }

    /// <summary>A key that sorts newest first.</summary>
    public static string NewestFirst(DateTimeOffset moment) =>
        (DateTimeOffset.MaxValue.UtcTicks - moment.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static string Cut(string key)
    {
        var kept = char.IsHighSurrogate(key[Kept - 1]) ? Kept - 1 : Kept;
        return $"{key[..kept]}%~{Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(key)))[..32]}";
    }
}
