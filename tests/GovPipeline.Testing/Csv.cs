namespace GovPipeline.Testing;

/// <summary>Small exports, written column by column.</summary>
public static class Csv
{
    /// <summary>Header of <see cref="Dossier"/>.</summary>
    public const string Header =
        "Mã hồ sơ,Lĩnh vực,Mức độ,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái,Đơn vị tiếp nhận,Ngày cập nhật\n";

    /// <summary>One row of a one-stop's export.</summary>
    public static string Dossier(
        string code, string received, string due = "", string finished = "", string status = "", string channel = "Trực tuyến",
        string unit = "Phường 1", string field = "Hộ tịch", string level = "Mức độ 4", string updated = "") =>
        $"{code},{field},{level},{channel},{received},{due},{finished},{(status.Length > 0 ? status : finished.Length > 0 ? "Đã trả kết quả" : "Đang xử lý")},"
            + $"{unit},{updated}\n";

    /// <summary>The folder of the repository's seeds.</summary>
    public static string Seeds { get; } = Pipeline.Configuration.ReferenceData.FindFolder(null);

    /// <summary>The sample exports of one-stops and e-office, by source and last day.</summary>
    public static IEnumerable<(string Source, DateOnly Day, byte[] Content)> SeedExports() =>
        AllSeedExports().Where(e => e.Source is "onestop-city" or "onestop-wards" or "eoffice");

    /// <summary>The sample exports of every system, by source and last day.</summary>
    public static IEnumerable<(string Source, DateOnly Day, byte[] Content)> AllSeedExports() =>
        Directory.EnumerateFiles(Path.Combine(Seeds, "exports"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (
            Path.GetFileName(Path.GetDirectoryName(f))!,
            DateOnly.ParseExact(Path.GetFileNameWithoutExtension(f), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            File.ReadAllBytes(f)));

    /// <summary>A copy of the reference data and source definitions, to be changed and deleted by the test.</summary>
    public static string CopySeeds()
    {
        var copy = Directory.CreateTempSubdirectory("govpipeline-seeds-").FullName;
        foreach (var folder in (string[])["reference", "sources"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Seeds, folder), "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(copy, Path.GetRelativePath(Seeds, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        return copy;
    }

    /// <summary>Changes a text in a file of a copy of the seeds.</summary>
    public static void Change(string seeds, string file, string before, string after)
    {
        var path = Path.Combine(seeds, file);
        var text = File.ReadAllText(path);
        if (!text.Contains(before, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{file} does not have '{before}'.");
        }

        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
    }
}
