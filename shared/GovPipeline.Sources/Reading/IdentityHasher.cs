using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GovPipeline.Sources.Reading;

/// <summary>
/// Turns who filed a dossier into a keyed hash: HMAC-SHA-256, cut to 128 bits. Without the key a hash of a 12-digit number
/// is undone by trying all; so the key stays on the premises.
/// </summary>
/// <param name="key">At least 16 bytes.</param>
public sealed class IdentityHasher(byte[] key)
{
    private const int Longest = 128;

    private readonly byte[] _key = key.Length >= 16 ? key : throw new ArgumentException("The key must have at least 16 bytes.", nameof(key));

    /// <summary>The hash; 0 for an empty text. Blanks, dots and hyphens in a number make no difference.</summary>
    public UInt128 Hash(ReadOnlySpan<char> identity)
    {
        Span<byte> bytes = stackalloc byte[Longest * 3];
        Span<char> kept = stackalloc char[Longest];
        var count = 0;
        foreach (var c in identity)
        {
            if (count < Longest && c is not (' ' or '.' or '-' or '\u00A0' or '\''))
            {
                kept[count++] = char.ToUpperInvariant(c);
            }
        }

        if (count == 0)
        {
            return UInt128.Zero;
        }

        var length = Encoding.UTF8.GetBytes(kept[..count], bytes);
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_key, bytes[..length], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
