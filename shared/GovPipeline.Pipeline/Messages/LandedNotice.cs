using System.Text.Json;
using GovPipeline.Storage.Accounts;

namespace GovPipeline.Pipeline.Messages;

/// <summary>
/// What Event Grid says of a blob that was created, as it puts it into a queue. A hint like any other: what it does not say, or says
/// in a shape that is not known, the sweep takes in.
/// </summary>
public static class LandedNotice
{
    private const string Begin = "/blobServices/default/containers/" + StorageNames.Exports + "/blobs/";

    /// <summary>Names of the exports that a notice tells of.</summary>
    public static IReadOnlyList<string> ExportsOf(string notice)
    {
        try
        {
            using var json = JsonDocument.Parse(notice);
            var events = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray().ToList() : [json.RootElement];
            return [.. events.Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("subject", out var s) && s.ValueKind == JsonValueKind.String)
                .Select(e => e.GetProperty("subject").GetString()!)
                .Where(s => s.StartsWith(Begin, StringComparison.Ordinal)).Select(s => s[Begin.Length..]).Distinct()];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
