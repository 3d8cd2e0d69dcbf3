namespace GovPipeline.EndToEnd.Tests;

/// <summary>A test that needs a program of the machine; says that it was skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        Program = program;
        Skip = Find(program) is null ? $"{program} is not on this machine" : null;
    }

    public string Program { get; }

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
