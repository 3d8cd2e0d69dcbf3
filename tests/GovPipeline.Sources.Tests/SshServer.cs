using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GovPipeline.Sources.Tests;

/// <summary>A real OpenSSH server on loopback that knows one key and serves files; ends with the test.</summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private readonly Process _process;

    private SshServer(Process process, string folder, int port) => (_process, Folder, Port) = (process, folder, port);

    /// <summary>Whether this machine has the server.</summary>
    public static bool IsInstalled => File.Exists(Program);

    public string Folder { get; }

    public int Port { get; }

    public string Address => $"sftp://127.0.0.1:{Port}";

    public string UserKey => File.ReadAllText(Path.Combine(Folder, "user"));

    public string HostKey => Run("ssh-keygen", "-lf", Path.Combine(Folder, "host.pub")).Split(' ')[1];

    public static async Task<SshServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("govpipeline-sshd").FullName;
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "host"));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "user"));
        File.Copy(Path.Combine(folder, "user.pub"), Path.Combine(folder, "authorized"));
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "config"), $"""
            ListenAddress 127.0.0.1
            Port {port}
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/authorized
            PidFile {folder}/pid
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            Subsystem sftp internal-sftp
            """);
        Directory.CreateDirectory("/run/sshd"); // where the server shuts itself in
        var start = new ProcessStartInfo(Program, ["-D", "-e", "-f", Path.Combine(folder, "config")]) { RedirectStandardError = true };
        var server = new SshServer(Process.Start(start)!, folder, port);
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return server;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(50);
            }
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
