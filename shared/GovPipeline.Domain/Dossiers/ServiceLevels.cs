namespace GovPipeline.Domain.Dossiers;

/// <summary>What follows from a service level.</summary>
public static class ServiceLevels
{
    /// <summary>Whether a dossier of it can be filed online at all.</summary>
    public static bool IsOnlineEnabled(this ServiceLevel level) =>
        level is ServiceLevel.Level3 or ServiceLevel.Level4 or ServiceLevel.PartProcess or ServiceLevel.FullProcess;

    /// <summary>Whether it counts as <i>toàn trình</i>.</summary>
    public static bool IsFullProcess(this ServiceLevel level) => level is ServiceLevel.Level4 or ServiceLevel.FullProcess;
}
