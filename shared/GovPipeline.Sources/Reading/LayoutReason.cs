namespace GovPipeline.Sources.Reading;

/// <summary>Why a row of a table is no row of data.</summary>
public enum LayoutReason
{
    /// <summary>It has nothing in it.</summary>
    Blank,

    /// <summary>"Tổng cộng", "Tổng số".</summary>
    Total,

    /// <summary>A heading of a part: a Roman numeral, a letter, "Lĩnh vực …", "Đơn vị …".</summary>
    Section,

    /// <summary>One text across merged cells.</summary>
    Label,

    /// <summary>"Ghi chú".</summary>
    Note,

    /// <summary>Place and date.</summary>
    DateLine,

    /// <summary>"Người lập biểu", "Thủ trưởng", "Nơi nhận" and what signs.</summary>
    Signature,

    /// <summary>The header again, as on each page of what was printed.</summary>
    Header,

    /// <summary>"Trang 2/3", "Ngày xuất: …", "Nguồn: …", "Danh sách có 3 hồ sơ".</summary>
    PageLine,

    /// <summary>Below a note, a date line or a signature, and without what a row of data has.</summary>
    BelowTable,
}
