using System.Net;
using GovPipeline.Sources.Pulling;

namespace GovPipeline.Sources.Tests;

/// <summary>Where a pull never connects to, whatever a definition, a setting or a DNS server says.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("169.254.169.254", true)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("fe80::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("192.168.1.9", false)]
    [InlineData("2001:db8::1", false)]
    public void The_addresses_that_a_cloud_gives_keys_at_are_no_source(string address, bool isForbidden) =>
        SourceConnection.IsForbidden(IPAddress.Parse(address)).ShouldBe(isForbidden);

    [Fact]
    public async Task A_request_there_is_never_sent()
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = SourceConnection.OpenAsync }) { Timeout = TimeSpan.FromSeconds(5) };
        var error = await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("http://169.254.169.254/metadata/identity")));
        error.ToString().ShouldContain("link-local");
    }
}
