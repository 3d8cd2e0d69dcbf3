namespace GovPipeline.Pipeline.Onboarding;

/// <summary>Copies reference data and source definitions, so that a change is checked before it stands.</summary>
internal static class SeedsCopy
{
    /// <summary>Copies <c>reference</c> and <c>sources</c> from one folder to another.</summary>
    public static void Of(string from, string to)
    {
        foreach (var folder in new[] { "reference", "sources" })
        {
            All(Path.Combine(from, folder), Path.Combine(to, folder));
        }
    }

    /// <summary>Copies all files of a folder and those below.</summary>
    public static void All(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
    }
}
