using GovPipeline.Cli.Emulation;

namespace GovPipeline.Testing;

/// <summary>One real storage emulator for all tests of a process; it ends with the process.</summary>
public static class Emulator
{
    private static readonly Lazy<Task<string>> Started = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var emulator = await StorageEmulator.OpenAsync(folder, Console.Error.WriteLine, CancellationToken.None, inMemory: true).ConfigureAwait(false);
        return emulator.ConnectionString;
    });

    /// <summary>Opens it.</summary>
    public static Task<string> ConnectionStringAsync() => Started.Value;
}
