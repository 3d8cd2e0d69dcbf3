namespace GovPipeline.Reporting.Sending;

/// <summary>How the line to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS, and an error when the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,

    /// <summary>None; for a server on this machine only.</summary>
    None,
}
