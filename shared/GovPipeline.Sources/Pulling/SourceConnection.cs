using System.Net;
using System.Net.Sockets;

namespace GovPipeline.Sources.Pulling;

/// <summary>
/// Connects to a source, wherever it is in the authority's network, but never to the addresses that a cloud answers with keys of its machines
/// (169.254.0.0/16, fe80::/10): no name that a definition, a setting or a DNS server gives leads there.
/// </summary>
public static class SourceConnection
{
    private static readonly IPNetwork LinkLocal = new(IPAddress.Parse("169.254.0.0"), 16);

    /// <summary>Opens a connection to what the name means now.</summary>
    /// <exception cref="HttpRequestException">The name leads to a link-local address.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellationToken).ConfigureAwait(false);
        if (Array.Exists(addresses, IsForbidden))
        {
            throw new HttpRequestException($"{end.Host}: địa chỉ link-local không phải nguồn dữ liệu / a link-local address is no source");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, end.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether nothing is pulled from an address.</summary>
    public static bool IsForbidden(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.IsIPv6LinkLocal || (plain.AddressFamily == AddressFamily.InterNetwork && LinkLocal.Contains(plain));
    }
}
