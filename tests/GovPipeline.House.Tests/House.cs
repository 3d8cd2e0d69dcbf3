using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GovPipeline.House.Tests;

/// <summary>The files of the repository.</summary>
internal static class House
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folders of its projects below <c>shared</c>, <c>functions</c> and <c>tests</c>.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. ((string[])["shared", "functions", "tests"])
            .SelectMany(top => Files(Path.Combine(Root, top), "*.csproj"))
            .Select(p => Path.GetDirectoryName(p)!).Order(StringComparer.Ordinal),
    ];

    /// <summary>Source files below a folder.</summary>
    public static IEnumerable<string> Sources(string folder) => Files(folder, "*.cs");

    /// <summary>Files below a folder that are written by hand.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Where(f => !IsMade(Path.GetRelativePath(Root, f))).Order(StringComparer.Ordinal);

    /// <summary>A path as the repository names it.</summary>
    public static string Name(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Folders of the first level below a project that hold sources.</summary>
    public static IReadOnlyList<string> FoldersOf(string project) =>
        [.. Sources(project).Select(s => Path.GetRelativePath(project, s).Replace('\\', '/').Split('/')).Where(p => p.Length > 1).Select(p => p[0])
            .Distinct(StringComparer.Ordinal)];

    private static bool IsMade(string path) =>
        path.Replace('\\', '/').Split('/')
            .Any(part => part is "bin" or "obj" or "node_modules" or "TestResults" or "BenchmarkDotNet.Artifacts" or ".govpipeline");

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GovPipeline.sln")))
        {
            folder = folder.Parent ?? throw new UnreachableException("There is no solution above.");
        }

        return folder.FullName;
    }
}
