namespace GovPipeline.Sources.Reading;

/// <summary>Whether a wording of a secrecy column (<i>độ mật</i>) is anything but ordinary.</summary>
internal static class Secrecy
{
    public static Wordings<bool> Wordings(ExportContext context) =>
        Reading.Wordings<bool>.From("secrecy", context.Vocabulary, context.Source, value => value != "normal");
}
