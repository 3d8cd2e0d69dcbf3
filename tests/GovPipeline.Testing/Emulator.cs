using GovPipeline.Emulation;

namespace GovPipeline.Testing;

/// <summary>One real storage emulator for all tests of a process; it is held on to, and ends with the process.</summary>
public static class Emulator
{
    private static readonly Lazy<Task<StorageEmulator>> Started = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return await StorageEmulator.OpenAsync(folder, Console.Error.WriteLine, CancellationToken.None, inMemory: true).ConfigureAwait(false);
    });

    /// <summary>Opens it.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Started.Value.ConfigureAwait(false)).ConnectionString;
}
