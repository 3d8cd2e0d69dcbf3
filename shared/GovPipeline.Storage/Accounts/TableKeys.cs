using System.Globalization;
using System.Text;

namespace GovPipeline.Storage.Accounts;

/// <summary>Keys of table rows: <c>/ \ # ?</c>, control characters and <c>%</c> may not stand in one as they are.</summary>
public static class TableKeys
{
    /// <summary>The text as a key; different texts give different keys.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '/' or '\\' or '#' or '?' or '%' || char.IsControl(c))
            {
                key.Append('%').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(c);
            }
        }

        return key.ToString();
    }

    /// <summary>A key that sorts newest first.</summary>
    public static string NewestFirst(DateTimeOffset moment) =>
        (DateTimeOffset.MaxValue.UtcTicks - moment.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
