using GovPipeline.Cli.Output;
using System.CommandLine;
using GovPipeline.LocalHost;

namespace GovPipeline.Cli.Sessions;

/// <summary>The options that every command with storage takes.</summary>
internal static class SessionArguments
{
    public const string DefaultData = ".govpipeline";

    public static readonly Option<string?> Storage = new("--storage")
    {
        Description =
            "Connection string, or name of a storage account opened by a managed identity. Default: an emulator that is started, or the settings Work and "
            + "Published.",
        Recursive = true,
    };

    public static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of the emulator's data.",
        DefaultValueFactory = _ => DefaultData,
        Recursive = true,
    };

    public static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Log every job that runs.", Recursive = true };

    public static readonly Option<string?> Lang = Language();

    private static Option<string?> Language()
    {
        var option = new Option<string?>("--lang")
            { Description = "Language of the screen, vi or en. Default: the setting Language, else the locale, else vi.", Recursive = true };
        option.AcceptOnlyFromAmong("vi", "en");
        return option;
    }

    public static SessionOptions Read(ParseResult result) =>
        new(result.GetValue(Storage), result.GetValue(Data)!, result.GetValue(Verbose));
}
