namespace GovPipeline.Domain.Dossiers;

/// <summary>What follows from a channel.</summary>
public static class Channels
{
    /// <summary>Whether it is one of the three online channels.</summary>
    public static bool IsOnline(this Channel channel) => channel >= Channel.OnlineFull;

    /// <summary>The online channel of a service of this level, where an export says only "trực tuyến".</summary>
    public static Channel OnlineFor(ServiceLevel level) => level switch
    {
        ServiceLevel.Level4 or ServiceLevel.FullProcess => Channel.OnlineFull,
        ServiceLevel.Level3 or ServiceLevel.PartProcess => Channel.OnlinePartial,
        _ => Channel.OnlineOther,
    };
}
