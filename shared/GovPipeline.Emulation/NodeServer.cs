using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;

namespace GovPipeline.Emulation;

/// <summary>
/// A Node server on loopback. It ends when this object is disposed of, and also when this process is killed; one with users
/// ends with the last of them.
/// </summary>
public sealed class NodeServer : IAsyncDisposable
{
    private const int MostStarts = 5;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _output;

    private NodeServer(Process process, StringBuilder output) => (_process, _output) = (process, output);

    /// <summary>Process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Ports of loopback that nobody listens on.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        listeners.ForEach(l => l.Dispose());
        return ports;
    }

    /// <summary>Starts something on free ports, and again on others when one of them was taken before it listened.</summary>
    /// <param name="count">How many ports.</param>
    /// <param name="start">Starts it on the ports.</param>
    public static async Task<T> OnFreePortsAsync<T>(int count, Func<int[], Task<T>> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        for (var left = MostStarts; ; left--)
        {
            try
            {
                return await start(FreePorts(count)).ConfigureAwait(false);
            }
            catch (PipelineException e) when (left > 1 && e.Message.Contains("EADDRINUSE", StringComparison.Ordinal))
            {
                // Whoever took it is busy with it; there are others.
            }
        }
    }

    /// <summary>Whether nobody listens on a port of loopback.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Starts a server and waits until all its ports answer.</summary>
    /// <param name="infra">The <c>infra</c> folder.</param>
    /// <param name="module">Path of its program below <c>infra/node_modules</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="ports">Its ports.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="usersPort">The port that its users connect to, so that it ends with the last of them; null to end with this object.</param>
    /// <param name="begun">Told its process before it answers.</param>
    /// <exception cref="PipelineException">GP403.</exception>
    public static async Task<NodeServer> StartAsync(
        string infra, string module, IEnumerable<string> arguments, IReadOnlyList<int> ports, CancellationToken cancellationToken, int? usersPort = null,
        Action<Process>? begun = null)
    {
        string[] mode = usersPort is { } port ? ["--users", $"{port}"] : ["--stdin"];
        var start = new ProcessStartInfo("node", [Path.Combine(infra, "serve.mjs"), .. mode, $"./node_modules/{module}", .. arguments])
        {
            WorkingDirectory = infra,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new PipelineException(e, ErrorCatalogue.EmulatorFailed,
                new Bilingual("không thấy Node.js: không có chương trình node trong PATH", "Node.js was not found: there is no program node in PATH"));
        }

        var output = new StringBuilder();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(output.Length < 20_000 ? line.Data + "\n" : string.Empty);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new NodeServer(process, output);
        try
        {
            begun?.Invoke(process);
            await server.WaitAsync(ports, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close(); // serve.mjs takes this as the end
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    /// <summary>Whether somebody listens on a port of loopback.</summary>
    public static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task WaitAsync(IReadOnlyList<int> ports, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            foreach (var port in ports)
            {
                while (!await AnswersAsync(port, limit.Token).ConfigureAwait(false))
                {
                    if (_process.HasExited)
                    {
                        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false); // until all that it said is read
                        throw new PipelineException(ErrorCatalogue.EmulatorFailed, Output());
                    }

                    await Task.Delay(50, limit.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PipelineException(ErrorCatalogue.EmulatorFailed, Output());
        }
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString().Trim();
        }
    }
}
