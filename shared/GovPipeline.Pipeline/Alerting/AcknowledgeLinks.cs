using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Errors;
using GovPipeline.Pipeline.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GovPipeline.Pipeline.Alerting;

/// <summary>
/// Links by which a reader says that they know of an alert: signed with <c>Secrets:AlertKey</c> (Base64 of at least 16 bytes),
/// expiring, for one alert and one reader. Without the key, or without an address of the host, mails have none.
/// </summary>
public sealed class AcknowledgeLinks(IConfiguration configuration, IOptions<AlertOptions> options, TimeProvider time)
{
    /// <summary>Path of the page that asks for the confirming click.</summary>
    public const string Path = "alerts/acknowledge";

    private const char Separator = '\n';
    private readonly byte[]? _key = Key(configuration["Secrets:AlertKey"]);

    /// <summary>The link; null when there can be none.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="recipient">The reader.</param>
    public Uri? For(Alert alert, Recipient recipient)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (_key is null || options.Value.PublicUrl is not { } host)
        {
            return null;
        }

        var expires = time.GetUtcNow().AddDays(options.Value.AcknowledgeDays).ToUnixTimeSeconds();
        var payload = Encoding.UTF8.GetBytes(string.Join(Separator, alert.Scope, alert.Key, alert.Occurrence, Audience.IdOf(recipient), expires));
        var token = $"{Encode(payload)}.{Encode(HMACSHA256.HashData(_key, payload))}";
        return new(new Uri(host.AbsoluteUri.TrimEnd('/') + "/"), $"{Path}?t={token}");
    }

    /// <summary>What a token says; null when it is none of ours or has expired.</summary>
    public Acknowledgement? Read(string? token)
    {
        var parts = token?.Split('.') ?? [];
        if (_key is null || parts.Length != 2 || Decode(parts[0]) is not { } payload || Decode(parts[1]) is not { } signature
            || !CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(_key, payload)))
        {
            return null;
        }

        var fields = Encoding.UTF8.GetString(payload).Split(Separator);
        return DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[4], CultureInfo.InvariantCulture)) > time.GetUtcNow()
            ? new(fields[0], fields[1], int.Parse(fields[2], CultureInfo.InvariantCulture), fields[3])
            : null;
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[]? Decode(string text)
    {
        try
        {
            return System.Buffers.Text.Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[]? Key(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= 16
            ? bytes[..length]
            : throw new PipelineException(ErrorCatalogue.ConfigurationInvalid, "Secrets:AlertKey", "must be Base64 of at least 16 bytes");
    }
}

/// <summary>What an acknowledge link names.</summary>
/// <param name="Scope">Scope of the alert.</param>
/// <param name="Key">Its key.</param>
/// <param name="Occurrence">Which occurrence.</param>
/// <param name="RecipientId">Who.</param>
public sealed record Acknowledgement(string Scope, string Key, int Occurrence, string RecipientId);
