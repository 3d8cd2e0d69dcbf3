namespace GovPipeline.Storage.Mail;

/// <summary>States of a mail.</summary>
public static class OutboxStates
{
    /// <summary>To be sent.</summary>
    public const string Queued = "queued";

    /// <summary>Somebody is sending it, until their lease ends.</summary>
    public const string Sending = "sending";

    /// <summary>The server took it.</summary>
    public const string Sent = "sent";

    /// <summary>Given up after the last try; can be sent again by hand.</summary>
    public const string Failed = "failed";
}
