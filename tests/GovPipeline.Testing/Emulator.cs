using System.Text;
using GovPipeline.Emulation;

namespace GovPipeline.Testing;

/// <summary>
/// Real storage emulators for all tests of a process. They are held on to, and end with the process. A prefix of names is always served by the same.
/// An emulator works on one core, and takes seconds of it until it is compiled: two of them keep two cores busy, and more only begin more often.
/// </summary>
public static class Emulator
{
    private const int Emulators = 2;

    private static readonly Lazy<Task<StorageEmulator>>[] Started = [.. Enumerable.Range(0, Emulators).Select(_ =>
        new Lazy<Task<StorageEmulator>>(async () =>
        {
            var folder = Directory.CreateTempSubdirectory("govpipeline-test-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            return await StorageEmulator.OpenAsync(folder, Console.Error.WriteLine, CancellationToken.None, inMemory: true).ConfigureAwait(false);
        }))];

    /// <summary>Opens the one that serves a prefix; without one, the first.</summary>
    public static async Task<string> ConnectionStringAsync(string prefix = "") =>
        (await Started[Encoding.UTF8.GetBytes(prefix).Sum(b => b) % Started.Length].Value.ConfigureAwait(false)).ConnectionString;
}
