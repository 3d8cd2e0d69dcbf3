using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;

namespace GovPipeline.Emulation;

/// <summary>
/// The embedded default: Azurite on free loopback ports, its data in a folder of ours, telemetry off. All govpipeline processes
/// of one folder use one server, whichever started it; it ends with the last of them, also when they are killed.
/// </summary>
public sealed class StorageEmulator : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";
    private const int MostStarts = 3, MostLooks = 20;

    // The published key of every storage emulator; it opens nothing else.
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan SavingLimit = TimeSpan.FromSeconds(15), AnswerLimit = TimeSpan.FromSeconds(2), UntilSaid = TimeSpan.FromSeconds(5),
        LongestWait = TimeSpan.FromMinutes(3), LongestStart = TimeSpan.FromMinutes(15), BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly TcpClient _use;
    private readonly State _state;

    private StorageEmulator(TcpClient use, State state) => (_use, _state, ConnectionString) = (use, state, Connection(state));

    /// <summary>Whether the server has ended while it was used: nobody else ends it.</summary>
    public bool HasEnded
    {
        get
        {
            try
            {
                return _use.Client.Poll(0, SelectMode.SelectRead) && _use.Available == 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
            {
                return true;
            }
        }
    }

    /// <summary>Opens all three services.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Starts the emulator of a folder, or joins the one that runs. One that runs and does not answer is waited for: a second on the same data
    /// would write over what the first was told.
    /// </summary>
    /// <param name="folder">Folder of its data.</param>
    /// <param name="say">Told what takes long.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="inMemory">Whether its data may go when it ends: quicker, for tests.</param>
    /// <exception cref="PipelineException">GP403.</exception>
    public static async Task<StorageEmulator> OpenAsync(string folder, Action<string> say, CancellationToken cancellationToken, bool inMemory = false)
    {
        CreatePrivate(folder);
        var (lockPath, statePath) = (Path.Combine(folder, "emulator.lock"), Path.Combine(folder, "emulator.json"));
        var (waited, waitedFor, isSaid, starts) = (Stopwatch.StartNew(), 0, false, 0);
        while (true)
        {
            if (await JoinAsync(statePath, cancellationToken).ConfigureAwait(false) is { } joined)
            {
                return joined;
            }

            if (TryLock(lockPath) is { } starting)
            {
                await using (starting.ConfigureAwait(false))
                {
                    // Another may have started it between the two looks.
                    if (await JoinAsync(statePath, cancellationToken).ConfigureAwait(false) is { } started)
                    {
                        return started;
                    }

                    if (await ReadAsync(statePath, cancellationToken).ConfigureAwait(false) is not { } last || !IsRunning(last))
                    {
                        if (++starts > MostStarts)
                        {
                            throw new PipelineException(ErrorCatalogue.EmulatorFailed, new Bilingual("nó dừng ngay sau khi mở", "it ends as soon as it runs"));
                        }

                        await StartAsync(folder, statePath, say, inMemory, cancellationToken).ConfigureAwait(false);
                        continue;
                    }
                }
            }

            var holder = await ReadAsync(statePath, cancellationToken).ConfigureAwait(false) is { } state && IsRunning(state) ? state.Process : 0;
            if (holder != waitedFor)
            {
                (waitedFor, isSaid) = (holder, false);
                waited.Restart();
            }

            if (waited.Elapsed > (holder > 0 ? LongestWait : LongestStart)) // who starts it may be installing it
            {
                throw new PipelineException(ErrorCatalogue.EmulatorFailed, Silent(holder));
            }

            if (!isSaid && waited.Elapsed > UntilSaid)
            {
                isSaid = true;
                say($"{Silent(holder).Vi} / {Silent(holder).En}");
            }

            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves; who leaves last waits until it has saved everything.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(SavingLimit);
        try
        {
            var stream = _use.GetStream();
            var others = new byte[1];
            await stream.WriteAsync(new byte[] { 1 }, limit.Token).ConfigureAwait(false);
            var isLast = await stream.ReadAsync(others, limit.Token).ConfigureAwait(false) == 1 && others[0] == 0;
            _use.Dispose();
            while (isLast && await NodeServer.AnswersAsync(_state.Users, limit.Token).ConfigureAwait(false))
            {
                await Task.Delay(50, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or InvalidOperationException)
        {
            _use.Dispose(); // it has ended already, or does not end: nothing more can be done for it
        }
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<StorageEmulator?> JoinAsync(string statePath, CancellationToken cancellationToken)
    {
        if (await ReadAsync(statePath, cancellationToken).ConfigureAwait(false) is not { } state || (state.Process > 0 && !IsRunning(state)))
        {
            return null; // its ports may be another's by now
        }

        var use = new TcpClient();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(AnswerLimit);
            await use.ConnectAsync(IPAddress.Loopback, state.Users, limit.Token).ConfigureAwait(false);
            using var http = new HttpClient();
            using var answer = await http.GetAsync($"http://127.0.0.1:{state.Table}/", limit.Token).ConfigureAwait(false); // one that dies still listens
            return new(use, state);
        }
        catch (Exception e) when (e is SocketException or HttpRequestException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Its users are gone, and it with them; or it begins, or ends, or stands still.
        }

        use.Dispose();
        return null;
    }

    private static async Task StartAsync(
        string folder, string statePath, Action<string> say, bool inMemory, CancellationToken cancellationToken)
    {
        var infra = await NodeServers.EnsureAsync(say, cancellationToken).ConfigureAwait(false);
        await NodeServer.OnFreePortsAsync(4, async ports =>
        {
            var free = new State(ports[0], ports[1], ports[2], ports[3]);
            string[] arguments =
            [
                "--disableTelemetry", "--skipApiVersionCheck", "--silent",
                .. inMemory ? (string[])["--inMemoryPersistence"] : ["--location", Path.GetFullPath(Path.Combine(folder, "storage"))],
                "--blobHost", "127.0.0.1", "--blobPort", $"{free.Blob}",
                "--queueHost", "127.0.0.1", "--queuePort", $"{free.Queue}",
                "--tableHost", "127.0.0.1", "--tablePort", $"{free.Table}",
            ];
            await NodeServer.StartAsync(infra, "azurite/dist/src/azurite.js", arguments, ports[..3], cancellationToken, free.Users, process =>
            {
                // Known before it answers: whoever else comes waits for it. Of one that has ended already, what it said is told.
                if (StartOf(process) is { } started)
                {
                    Write(statePath, free with { Process = process.Id, Started = started });
                }
            }).ConfigureAwait(false);
            return free;
        }).ConfigureAwait(false);
    }

    /// <summary>Whether the process of an emulator is there, also one that does not answer.</summary>
    private static bool IsRunning(State state)
    {
        try
        {
            using var process = Process.GetProcessById(state.Process);
            return StartOf(process) == state.Started; // a number is given again
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What tells a process from another that has its number later, whatever is done to the clock; null when it has ended.</summary>
    private static string? StartOf(Process process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                return process.HasExited ? null : process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
            }

            var status = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            const int State = 0, StartedAt = 19; // behind number and name: proc_pid_stat(5)
            return fields[State] is "Z" or "X" ? null : $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {fields[StartedAt]}";
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return null; // it has ended, or is somebody else's
        }
    }

    /// <summary>Says which emulator runs, seen whole or not at all.</summary>
    private static void Write(string path, State state)
    {
        var draft = $"{path}.new";
        File.WriteAllText(draft, JsonSerializer.Serialize(state));
        for (var left = MostLooks; ; left--)
        {
            try
            {
                File.Move(draft, path, overwrite: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && left > 0)
            {
                Thread.Sleep(BetweenLooks); // on some systems a file that is read cannot be replaced
            }
        }
    }

    private static Bilingual Silent(int holder) => holder > 0
        ? new($"trình giả lập (tiến trình {holder}) không trả lời; nếu nó treo, kết thúc tiến trình đó rồi chạy lại",
            $"the emulator (process {holder}) does not answer; if it hangs, end that process and run again")
        : new("đang chờ một lệnh khác mở trình giả lập", "waiting for another command that starts the emulator");

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Which emulator was started last; null for none. What cannot be read now is looked at again: it may be running.</summary>
    private static async Task<State?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        for (var left = MostLooks; ; left--)
        {
            try
            {
                return JsonSerializer.Deserialize<State>(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
            {
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && left > 0)
            {
                await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string Connection(State state) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={WellKnownKey};"
        + $"BlobEndpoint=http://127.0.0.1:{state.Blob}/{Account};QueueEndpoint=http://127.0.0.1:{state.Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{state.Table}/{Account};";

    // Users is the port that keeps it running while somebody is connected; Process is zero where an older version started it.
    private sealed record State(int Blob, int Queue, int Table, int Users)
    {
        public int Process { get; init; }

        public string Started { get; init; } = string.Empty;
    }
}
