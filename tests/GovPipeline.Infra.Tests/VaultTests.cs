using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovPipeline.Infra.Tests;

/// <summary>Secrets of a vault, and what may stand where. The vault is a handler: none can be had here.</summary>
public sealed class VaultTests
{
    [Fact]
    public void A_secret_of_the_vault_is_a_setting()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Vault:Uri", "https://kv.example/")]).Build();
        var configuration = new ConfigurationBuilder().AddConfiguration(settings).AddVault(settings, Open).Build();
        (configuration["Mail:Password"], configuration["Secrets:OneStopCityKey"], configuration["Secrets:Old"]).ShouldBe(("mật khẩu", "k1", null));
    }

    [Theory]
    [InlineData("http://kv.example/")]
    [InlineData("kv")]
    public void What_is_no_address_of_a_vault_stops_the_start(string address)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Vault:Uri", address)]).Build();
        Should.Throw<PipelineException>(() => new ConfigurationBuilder().AddVault(settings, Open)).Vi.ShouldContain("Vault:Uri");
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=YQ==;EndpointSuffix=core.windows.net", null, false)]
    [InlineData("AccountName=a;AccountKey=YQ==", null, false)]
    [InlineData(
        "BlobEndpoint=https://a.blob.core.windows.net/;QueueEndpoint=https://a.queue.core.windows.net/;TableEndpoint=https://a.table.core.windows.net/;"
            + "SharedAccessSignature=sv=2022-11-02&sig=x", null, false)]
    [InlineData("UseDevelopmentStorage=true", null, true)]
    [InlineData("UseDevelopmentStorage=true", "true", true)]
    [InlineData("AccountName=a;AccountKey=YQ==", "true", true)]
    public void Rows_of_dossiers_leave_the_country_only_when_somebody_decides_so(string work, string? mayLeave, bool starts)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Work", work), new("Published", "AccountName=p;AccountKey=YQ=="), new("Pipeline:RowsMayLeave", mayLeave), new("Pipeline:Seeds", Csv.Seeds),
        ]).Build();
        var start = () => new ServiceCollection().AddGovPipeline(configuration);
        if (starts)
        {
            start().ShouldNotBeNull();
        }
        else
        {
            Should.Throw<PipelineException>(start).ShouldSatisfyAllConditions(e => e.Code.ShouldBe("GP901"), e => e.Vi.ShouldContain("Pipeline:RowsMayLeave"));
        }
    }

    private static SecretClient Open(Uri address) => new(
        address, new Anybody(), new() { Transport = new HttpClientTransport(new HttpClient(new Handler())), DisableChallengeResourceVerification = true });

    private sealed class Anybody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("t", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Handler : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is null)
            {
                return new(System.Net.HttpStatusCode.Unauthorized)
                {
                    Headers = { { "WWW-Authenticate", "Bearer authorization=\"https://login.example/t\", resource=\"https://vault.azure.net\"" } },
                };
            }

            var path = request.RequestUri!.AbsolutePath;
            var id = "https://kv.example/secrets/";
            var body = path switch
            {
                "/secrets" => $$$"""
                    {"value":[{"id":"{{{id}}}Mail--Password","attributes":{"enabled":true}},
                    {"id":"{{{id}}}Secrets--OneStopCityKey","attributes":{"enabled":true}},
                    {"id":"{{{id}}}Secrets--Old","attributes":{"enabled":false}}]}
                    """,
                _ when path.Contains("Mail--Password", StringComparison.Ordinal) =>
                    $$$"""{"value":"mật khẩu","id":"{{{id}}}Mail--Password/1","attributes":{}}""",
                _ => $$$"""{"value":"k1","id":"{{{id}}}Secrets--OneStopCityKey/1","attributes":{}}""",
            };
            return new(System.Net.HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));
    }
}
