using System.Text.Json;
using System.Text.RegularExpressions;
using GovPipeline.Pipeline;
using GovPipeline.Pipeline.Configuration;
using GovPipeline.Storage.Accounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovPipeline.Infra.Tests;

/// <summary>What is deployed on Azure, held against the code and against what a security officer asks.</summary>
public sealed partial class TemplateTests
{
    private static IEnumerable<JsonElement> Of(string type) => Bicep.Resources.Where(r => r.GetProperty("type").GetString() == type);

    [BicepFact]
    public void It_compiles_and_lints_without_a_word()
    {
        Bicep.Template.GetProperty("resources").ValueKind.ShouldNotBe(JsonValueKind.Undefined);
        Bicep.Run("lint", "main.bicep").ShouldBe((string.Empty, string.Empty, 0));
    }

    [BicepFact]
    public void Every_parameter_is_described_and_those_that_azd_gives_are_there()
    {
        var parameters = Bicep.Template.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        parameters.Values.ShouldAllBe(p => p.GetProperty("metadata").GetProperty("description").GetString()!.Length > 10);
        var given = JsonDocument.Parse(Bicep.Text("main.parameters.json")).RootElement.GetProperty("parameters").EnumerateObject().Select(p => p.Name).ToList();
        given.ShouldBeSubsetOf(parameters.Keys);
        parameters.Where(p => !p.Value.TryGetProperty("defaultValue", out _)).Select(p => p.Key).ShouldBeSubsetOf(given);
        parameters["rowsMayLeave"].GetProperty("defaultValue").GetBoolean().ShouldBeFalse("rows of dossiers stay unless somebody decides otherwise");
    }

    [BicepFact]
    public void Nothing_is_public_nothing_is_opened_by_a_key_and_no_output_holds_a_secret()
    {
        var accounts = Of("Microsoft.Storage/storageAccounts").Select(a => a.GetProperty("properties")).Where(p => p.ValueKind == JsonValueKind.Object
            && p.TryGetProperty("minimumTlsVersion", out _)).ToList();
        accounts.Count.ShouldBe(2);
        foreach (var account in accounts)
        {
            account.GetProperty("allowBlobPublicAccess").GetBoolean().ShouldBeFalse();
            account.GetProperty("allowSharedKeyAccess").ToString().ShouldBeOneOf("False", "[parameters('mayUseKeys')]");
            account.GetProperty("supportsHttpsTrafficOnly").GetBoolean().ShouldBeTrue();
            account.GetProperty("minimumTlsVersion").GetString().ShouldBe("TLS1_2");
        }

        Of("Microsoft.Storage/storageAccounts/blobServices/containers")
            .ShouldAllBe(c => c.GetProperty("properties").GetProperty("publicAccess").GetString() == "None");
        var app = Of("Microsoft.Web/sites").Single().GetProperty("properties");
        app.GetProperty("httpsOnly").GetBoolean().ShouldBeTrue();
        app.GetProperty("functionAppConfig").GetProperty("runtime").GetProperty("version").GetString().ShouldBe("10.0");
        Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count().ShouldBe(2);
        var vault = Of("Microsoft.KeyVault/vaults").Single().GetProperty("properties");
        (vault.GetProperty("enableRbacAuthorization").GetBoolean(), vault.GetProperty("enablePurgeProtection").GetBoolean()).ShouldBe((true, true));
        Bicep.Template.GetRawText().ShouldNotContain("listKeys(", Case.Insensitive);
        Bicep.Template.GetRawText().ShouldNotContain("listAccountSas(", Case.Insensitive);
    }

    [BicepFact]
    public void Roles_are_data_roles_alone()
    {
        // Blob Data Owner, Queue Data Contributor, Table Data Contributor, Table Data Reader, Key Vault Secrets User, Queue Message Sender,
        // and Key Vault Secrets Officer for the group of operators
        string[] least =
        [
            "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
            "76199698-9eea-4c19-bc75-cec21354c6b6", "4633458b-17de-408a-b874-0445c86b69e6", "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",
            "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ];
        var templates = Bicep.Resources.Where(r => r.GetProperty("type").GetString() == "Microsoft.Resources/deployments")
            .Select(r => r.GetProperty("properties").GetProperty("template").GetRawText());
        RolePattern().Matches(string.Concat(templates.Where(t => t.Contains("Microsoft.Authorization/roleAssignments", StringComparison.Ordinal))))
            .Select(m => m.Value).Distinct().ShouldBe(least, ignoreOrder: true);
        Of("Microsoft.Authorization/roleAssignments").Count().ShouldBe(8);
    }

    [BicepFact]
    public void Containers_and_queues_are_those_of_the_code_and_what_is_counted_is_never_deleted()
    {
        var work = Bicep.Text("modules/work-storage.bicep");
        List("containers", work).ShouldBe([.. StorageNames.Containers, "packages"], ignoreOrder: true);
        List("queues", work).ShouldBe(StorageNames.Queues, ignoreOrder: true);
        var rule = Of("Microsoft.Storage/storageAccounts/managementPolicies").Single().GetProperty("properties").GetProperty("policy").GetProperty("rules")
            .EnumerateArray().Single().GetProperty("definition");
        rule.GetProperty("actions").GetProperty("baseBlob").EnumerateObject().Select(a => a.Name).ShouldBe(["tierToCool"], "deleting is the job's");
        rule.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray().Select(p => p.GetString()).ShouldBe(["exports/", "quarantine/"]);
        Of("Microsoft.EventGrid/systemTopics/eventSubscriptions").Single().GetProperty("properties").GetProperty("filter").GetProperty("subjectBeginsWith")
            .GetString().ShouldBe($"/blobServices/default/containers/{StorageNames.Exports}/");
        work.ShouldContain($"output landedQueue string = '{StorageNames.LandedQueue}'");
    }

    [BicepFact]
    public void Settings_are_those_that_the_code_reads_and_it_starts_with_them()
    {
        var text = Bicep.Text("modules/app.bicep");
        var (from, to) = (text.IndexOf("var settings", StringComparison.Ordinal), text.IndexOf("resource app ", StringComparison.Ordinal));
        var settings = SettingPattern().Matches(text[from..to])
            .ToDictionary(m => m.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal), m => (string?)(m.Groups[2].Value switch
            {
                "'true'" => "true",
                "'managedidentity'" => "managedidentity",
                "string(mail.port)" => "587",
                "string(keepExportsDays)" => "400",
                "mail.from" => "a@example.vn",
                var value when value.Contains("https", StringComparison.Ordinal) => "https://x.example",
                var value when value.StartsWith('\'') && !value.Contains('$', StringComparison.Ordinal) => value.Trim('\''),
                _ => "x",
            }));
        settings.Count.ShouldBeGreaterThan(15);
        settings.Keys.ShouldAllBe(k => !k.Contains('-', StringComparison.Ordinal), "App Service on Linux takes no hyphen");
        var read = settings.Where(s => s.Key != VaultSecrets.Key).ToDictionary();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(read).Build();
        FunctionsSettings.Check(configuration);
        var ours = settings.Where(s => s.Key.Contains(':', StringComparison.Ordinal) && !s.Key.StartsWith("AzureWebJobs", StringComparison.Ordinal));
        KnownSettings.Check("infra", ours, isOursAlone: true);
        using var services = new ServiceCollection().AddLogging().AddGovPipeline(configuration).BuildServiceProvider();
        services.GetRequiredService<WorkAccount>().Account.BlobAddress.Host.ShouldBe("x.blob.core.windows.net");
    }

    private static IEnumerable<string> List(string name, string text) =>
        Regex.Match(text, $@"var {name} = \[([^\]]*)\]").Groups[1].Value.Split(',').Select(s => s.Trim().Trim('\''));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex RolePattern();

    [GeneratedRegex(@"(?m)^\s+(\w+): (.+)$")]
    private static partial Regex SettingPattern();
}
