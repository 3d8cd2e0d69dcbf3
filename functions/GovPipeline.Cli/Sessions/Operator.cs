namespace GovPipeline.Cli.Sessions;

/// <summary>Who gives a command.</summary>
internal static class Operator
{
    /// <summary>The account and the machine.</summary>
    public static string Name => $"{Environment.UserName}@{Environment.MachineName}";
}
