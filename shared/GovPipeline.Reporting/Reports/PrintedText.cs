namespace GovPipeline.Reporting.Reports;

/// <summary>Texts as an Office document can hold them: a sign that XML has none for would keep the whole document from being written.</summary>
internal static class PrintedText
{
    /// <summary>The text without control characters; new lines stay.</summary>
    public static string Of(string text) => text.All(Can) ? text : string.Concat(text.Where(Can));

    private static bool Can(char c) => c == '\n' || (!char.IsControl(c) && (System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
