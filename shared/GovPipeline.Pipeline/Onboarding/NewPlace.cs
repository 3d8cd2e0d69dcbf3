using System.Globalization;
using System.Net.Mail;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Text;
using GovPipeline.Pipeline.Configuration;

namespace GovPipeline.Pipeline.Onboarding;

/// <summary>What a place says when the pipeline is set up for it.</summary>
/// <param name="Name">Its name as letters have it: <c>UBND thành phố Tây Ninh</c>.</param>
/// <param name="Systems">Ids of the sources in use; empty for all of the sample's.</param>
/// <param name="Addresses">Address of each source that is pulled, by id.</param>
/// <param name="MailHost">Host of the mail server.</param>
/// <param name="Leaders">Addresses of leaders who get alerts.</param>
/// <param name="OperatorAddress">Address of whoever runs the data.</param>
public sealed record NewPlace(
    string Name, IReadOnlyList<string> Systems, IReadOnlyDictionary<string, string> Addresses, string MailHost, IReadOnlyList<string> Leaders,
    string OperatorAddress)
{
    /// <summary>Name of the configuration file.</summary>
    public const string SettingsFile = "govpipeline.json";

    private const string SeedsFolder = "seeds", Office = "UBND", OfficeInFull = "Ủy ban nhân dân";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the configuration and the reference data into a folder, checked before anything stands there.</summary>
    /// <param name="seeds">The reference data to begin with.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="PipelineException">GP801, GP802: an answer cannot be used. GP901: the result would not start.</exception>
    public void Write(string seeds, string folder)
    {
        var (settings, target) = (Path.Combine(folder, SettingsFile), Path.Combine(folder, SeedsFolder));
        if (File.Exists(settings) || Directory.Exists(target))
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, folder, new Bilingual(
                $"đã có {SettingsFile} hoặc {SeedsFolder}; chọn thư mục khác", $"{SettingsFile} or {SeedsFolder} is there already; choose another folder"));
        }

        Check(seeds);
        var draft = Directory.CreateTempSubdirectory("govpipeline-init-").FullName;
        try
        {
            SeedsCopy.Of(seeds, Path.Combine(draft, SeedsFolder));
            var reference = Path.Combine(draft, SeedsFolder, "reference");
            File.WriteAllText(Path.Combine(reference, "letterhead.json"), Letterhead().ToJsonString(Json));
            File.WriteAllText(Path.Combine(reference, "recipients.json"), Recipients().ToJsonString(Json));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(draft, SeedsFolder, "sources"), "*.json"))
            {
                var source = JsonNode.Parse(File.ReadAllText(file), null, new() { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
                source.Remove("$schema"); // its path leads from the working copy alone
                source.Remove("contact");
                if (Systems.Count > 0 && !Systems.Contains(source["id"]!.GetValue<string>(), StringComparer.Ordinal))
                {
                    source["enabled"] = false;
                }

                File.WriteAllText(file, source.ToJsonString(Json));
            }

            ReferenceData.Load(Path.Combine(draft, SeedsFolder));
            Directory.CreateDirectory(folder);
            SeedsCopy.All(Path.Combine(draft, SeedsFolder), target);
            File.WriteAllText(settings, Settings().ToJsonString(Json));
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private void Check(string seeds)
    {
        var known = Directory.EnumerateFiles(Path.Combine(seeds, "sources"), "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().ToList();
        if (Systems.Concat(Addresses.Keys).FirstOrDefault(s => !known.Contains(s, StringComparer.Ordinal)) is { } unknown)
        {
            throw UnknownArgument.Of(new("Danh sách nguồn", "Sources"), unknown, known);
        }

        if (Addresses.Keys.FirstOrDefault(a => Systems.Count > 0 && !Systems.Contains(a, StringComparer.Ordinal)) is { } unused)
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, $"--address {unused}", new Bilingual("nguồn này không có trong --systems",
                "this source is not among --systems"));
        }

        if (Addresses.Values.FirstOrDefault(a => !Uri.TryCreate(a, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http" or "sftp")) is { } address)
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, address, new Bilingual("không phải địa chỉ https, sftp", "is no https or sftp address"));
        }

        if (Leaders.Append(OperatorAddress).FirstOrDefault(a => !MailAddress.TryCreate(a, out _)) is { } mail)
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, $"'{mail}'", new Bilingual("không phải địa chỉ thư", "is no mail address"));
        }

        if (Name.Trim().Length == 0)
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, "--place", new Bilingual("ghi tên cơ quan", "give the name of the place"));
        }

        if (Uri.CheckHostName(MailHost) == UriHostNameType.Unknown)
        {
            throw new PipelineException(ErrorCatalogue.ArgumentWrong, $"--mail '{MailHost}'", new Bilingual(
                "ghi tên máy chủ thư, như mail.tayninh.gov.vn", "give the host of the mail server, as mail.tayninh.gov.vn"));
        }
    }

    private JsonObject Letterhead()
    {
        var place = Name.Trim().StartsWith(Office, StringComparison.OrdinalIgnoreCase) ? Name.Trim()[Office.Length..].Trim()
            : Name.Trim().StartsWith(OfficeInFull, StringComparison.OrdinalIgnoreCase) ? Name.Trim()[OfficeInFull.Length..].Trim() : Name.Trim();
        var upper = CultureInfo.GetCultureInfo("vi-VN").TextInfo;
        string[] kinds = ["thành phố", "tỉnh", "huyện", "thị xã", "quận", "phường", "xã", "thị trấn"];
        var bare = kinds.Where(k => place.StartsWith(k + " ", StringComparison.OrdinalIgnoreCase)).Select(k => place[(k.Length
            + 1)..]).FirstOrDefault() ?? place;
        return new()
        {
            ["body"] = new JsonArray("ỦY BAN NHÂN DÂN", upper.ToUpper(place)),
            ["place"] = bare,
            ["signatory"] = new JsonArray("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            ["addressees"] = new JsonArray(),
            ["copies"] = new JsonArray("Lưu: VT."),
        };
    }

    private JsonArray Recipients() =>
    [
        .. Leaders.Select(l => new JsonObject { ["address"] = l, ["name"] = "Lãnh đạo", ["all"] = true, ["role"] = "leader" }),
        new JsonObject { ["address"] = OperatorAddress, ["name"] = "Tổ vận hành số liệu", ["role"] = "operator" },
    ];

    private JsonObject Settings()
    {
        var sources = new JsonObject();
        foreach (var (id, address) in Addresses)
        {
            sources[id] = new JsonObject { ["BaseUrl"] = address };
        }

        return new()
        {
            ["Pipeline"] = new JsonObject { ["Seeds"] = SeedsFolder },
            ["Sources"] = sources,
            ["Mail"] = new JsonObject { ["Host"] = MailHost, ["From"] = OperatorAddress },
            ["Alerts"] = new JsonObject { ["TestRecipients"] = new JsonArray(OperatorAddress) },
        };
    }
}
