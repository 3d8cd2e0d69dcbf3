using GovPipeline.Domain.Errors;
using GovPipeline.Reporting.Sending;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Every key that means something, so that a typing mistake is told and not passed over.</summary>
public static class KnownSettings
{
    private const string Any = "*", Logging = "Logging";

    private static readonly string[][] Keys =
    [
        .. new[] { "Work", "Published", "AzureWebJobsWork", "AzureWebJobsPublished" }.SelectMany(a => (string[][])
        [
            [a], [a, "accountName"], [a, "prefix"], [a, "credential"], [a, "clientId"],
            [a, "blobServiceUri"], [a, "queueServiceUri"], [a, "tableServiceUri"],
        ]),
        .. Of<PipelineOptions>("Pipeline"), .. Of<AlertOptions>("Alerts"), .. Of<MailOptions>("Mail"),
        .. Schedules.Jobs.Select(j => Schedules.KeyOf(j.Name).Split(':')),
        ["Secrets", Any], ["Sources", Any, "BaseUrl"], VaultSecrets.Key.Split(':'), ["Language"],
    ];

    /// <summary>The keys, <c>*</c> for a name of one's own.</summary>
    public static IEnumerable<string> All => Keys.Select(k => string.Join(':', k));

    /// <summary>Checks settings.</summary>
    /// <param name="where">Where they are from, for the message.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="isOursAlone">Whether nothing else is set there; of the environment only what begins as ours does is looked at.</param>
    /// <exception cref="PipelineException">GP901: names the key and the one that is probably meant.</exception>
    public static void Check(string where, IEnumerable<KeyValuePair<string, string?>> settings, bool isOursAlone)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var ours = Keys.Where(k => k.Length > 1).Select(k => k[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, _) in settings.Where(s => s.Value is not null).OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase))
        {
            var parts = key.Split(':');
            if (parts[0] != Logging && !Keys.Any(k => Matches(k, parts)) && (isOursAlone || (parts.Length > 1 && ours.Contains(parts[0]))))
            {
                var meant = All.MinBy(k => Distance(k.ToUpperInvariant(), key.ToUpperInvariant()))!;
                throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, $"{where}, {key}",
                    $"không có khóa này; ý là '{meant}'? / there is no such key; is '{meant}' meant?");
            }
        }
    }

    private static bool Matches(string[] known, string[] parts) => known.Length == parts.Length
        && known.Zip(parts).All(p => p.First == Any || string.Equals(p.First, p.Second, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string[]> Of<T>(string section) => typeof(T).GetProperties().Where(p => p.CanWrite || p.PropertyType.IsGenericType)
        .Select(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(IList<>) ? [section, p.Name, Any] : new[]
            { section, p.Name });

    /// <summary>Letters to change, add or take away.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (before, corner) = (row[0], row[0]);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (corner, before) = (row[j], corner);
                row[j] = Math.Min(Math.Min(row[j - 1], corner) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1));
            }
        }

        return row[^1];
    }
}
