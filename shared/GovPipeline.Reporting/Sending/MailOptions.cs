using System.ComponentModel.DataAnnotations;

namespace GovPipeline.Reporting.Sending;

/// <summary>The mail server, under <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>Host name. The default value is <c>localhost</c>.</summary>
    [Required]
    public string Host { get; set; } = "localhost";

    /// <summary>Port, 1 to 65535. The default value is 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>How the line is protected. The default value is <see cref="MailSecurity.StartTls"/>.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>User name; null for a server that asks for none. The default value is <see langword="null"/>.</summary>
    public string? User { get; set; }

    /// <summary>Password. The default value is <see langword="null"/>.</summary>
    public string? Password { get; set; }

    /// <summary>Address mails come from. The default value is <c>govpipeline@localhost</c>.</summary>
    [Required]
    [EmailAddress]
    public string From { get; set; } = "govpipeline@localhost";

    /// <summary>Name mails come from. The default value is <c>GovPipeline</c>.</summary>
    public string FromName { get; set; } = "GovPipeline";

    /// <summary>Seconds one step of sending may take, 1 to 600. The default value is 60.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Tries before a mail is given up, 1 to 100. The default value is 12, about two days.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>
    /// SHA-256 fingerprint (hexadecimal) of the one certificate to take although no authority vouches for it, as offices'
    /// own servers have; null to take only vouched ones. The default value is <see langword="null"/>.
    /// </summary>
    [RegularExpression("^[0-9A-Fa-f]{64}$")]
    public string? CertificateSha256 { get; set; }
}
