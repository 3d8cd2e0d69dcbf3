using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace GovPipeline.Pipeline.Publishing;

/// <summary>
/// The order in which groups are hidden beside small ones: the same in every period, so that the same groups are hidden, and by a key that
/// readers of the tables do not know (that of identities, or whatever opens the working account, wherever it listens today).
/// </summary>
/// <param name="configuration">The configuration.</param>
public sealed class GroupOrder(IConfiguration configuration)
{
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(
        $"small groups {configuration["Secrets:IdentityKey"] ?? $"{Opens(configuration["Work"])} {configuration["Work:accountName"]}"}"));

    private static string Opens(string? connection) => string.Join(';', (connection ?? string.Empty).Split(';')
        .Where(part => !part.Contains("Endpoint", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The place of a group: of units by the unit alone and of fields by the field alone, so that the same unit goes in every field.</summary>
    public ulong Of(params ReadOnlySpan<string> parts)
    {
        var place = 0UL;
        foreach (var part in parts)
        {
            place += BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(part))) >> 8;
        }

        return place;
    }
}
