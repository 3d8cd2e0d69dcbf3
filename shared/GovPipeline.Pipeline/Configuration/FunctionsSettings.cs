using GovPipeline.Domain.Errors;
using Microsoft.Extensions.Configuration;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>Checks what only the Functions app cannot follow, so that a setting that it would pass over stops its start.</summary>
public static class FunctionsSettings
{
    private const string TimeZone = "WEBSITE_TIME_ZONE";

    /// <summary>Checks the settings of the app.</summary>
    /// <exception cref="PipelineException">GP901: names the key.</exception>
    public static void Check(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        KnownSettings.Check("settings", configuration.AsEnumerable(), isOursAlone: false);
        foreach (var key in (string[])["Work:prefix", "Published:prefix"])
        {
            if (configuration[key] is { Length: > 0 } prefix)
            {
                throw Wrong(key, $"'{prefix}': trigger của Azure Functions nghe đúng tên hàng đợi, thư mục, không có tiền tố; bỏ khóa này, dùng tài khoản "
                    + "riêng / triggers listen to the names themselves; leave it out and use an account of its own");
            }
        }

        if (Schedules.Jobs.FirstOrDefault(j => string.IsNullOrWhiteSpace(configuration[Schedules.KeyOf(j.Name)])) is { } unset)
        {
            throw Wrong(Schedules.KeyOf(unset.Name), $"chưa đặt; trigger đọc lịch từ khóa này, ví dụ '{unset.Binding}' (UTC) / is not set; the trigger "
                + "reads its schedule there");
        }

        if (configuration[TimeZone] is { Length: > 0 } zone)
        {
            throw Wrong(TimeZone, $"'{zone}': lịch của các tác vụ viết theo UTC; bỏ khóa này / schedules are written in UTC; leave it out");
        }
    }

    private static PipelineException Wrong(string key, string problem) => new(ErrorCatalogue.ConfigurationInvalid, key, problem);
}
