using GovPipeline.Pipeline.Configuration;
using Microsoft.Extensions.Configuration;

namespace GovPipeline.LocalHost;

/// <summary>
/// Where the settings of a local host come from: <c>govpipeline.json</c> in the working folder, then the environment, then what
/// the command sets.
/// </summary>
public static class LocalConfiguration
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "govpipeline.json";

    /// <summary>Reads them; a key that nobody knows is told, not passed over.</summary>
    /// <param name="settings">What the command sets.</param>
    /// <exception cref="Domain.Errors.PipelineException">GP901.</exception>
    public static IConfigurationRoot Read(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var path = Path.GetFullPath(FileName);
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder().AddJsonFile(path, optional: true).AddEnvironmentVariables().AddInMemoryCollection(settings).Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new Domain.Errors.PipelineException(e, Domain.Errors.ErrorCatalogue.ConfigurationInvalid, FileName, (e.InnerException ?? e).Message);
        }

        // LANGUAGE is a variable of GNU, a list of locales, and no setting of ours.
        if (configuration["Language"] is { Length: > 0 } language && language is not ("vi" or "en")
            && language != Environment.GetEnvironmentVariable("LANGUAGE"))
        {
            throw new Domain.Errors.PipelineException(Domain.Errors.ErrorCatalogue.ConfigurationInvalid, "Language",
                new Domain.Text.Bilingual($"'{language}': chỉ có vi, en", $"'{language}': there are vi and en"));
        }

        KnownSettings.Check(FileName, new ConfigurationBuilder().AddJsonFile(path, optional: true).Build().AsEnumerable(), isOursAlone: true);
        KnownSettings.Check("environment", new ConfigurationBuilder().AddEnvironmentVariables().Build().AsEnumerable(), isOursAlone: false);
        return configuration[VaultSecrets.Key] is null ? configuration
            : new ConfigurationBuilder().AddVault(configuration).AddConfiguration(configuration).Build();
    }
}
