//! Where tensors live and in which precision: the only file that names burn's devices.
//!
//! Both precisions live in one process, so every tensor is made with its precision named. What burn makes by itself
//! takes the default of the device, which is set to f64 before the first tensor. Then nothing loses digits unnoticed,
//! not even a restored optimizer state.

use std::sync::Once;

use burn::tensor::{DType, Device, FloatDType, Int, Tensor, TensorData};
use engine::Matrix;
use experiment::spec::{self, Precision};

/// A device of burn and the precision of the tensors on it.
#[derive(Debug, Clone)]
pub(crate) struct TensorOptions {
    /// Without autodiff.
    pub(crate) device: Device,
    pub(crate) dtype: DType,
}

/// The device that a spec names, its defaults set.
#[allow(deprecated)]
fn open(device: spec::Device) -> Device {
    static DEFAULTS: Once = Once::new();
    DEFAULTS.call_once(|| {
        for mut device in [Device::flex(), Device::ndarray()] {
            device.configure(FloatDType::F64).expect("no tensor is made before this");
        }
    });
    match device {
        spec::Device::Flex => Device::flex(),
        spec::Device::Ndarray => Device::ndarray(),
    }
}

impl TensorOptions {
    /// The device, opened, and the type of its floats.
    pub(crate) fn of(device: spec::Device, precision: Precision) -> TensorOptions {
        let dtype = match precision {
            Precision::F64 => DType::F64,
            Precision::F32 => DType::F32,
        };
        TensorOptions { device: open(device), dtype }
    }

    /// A vector of these values: (n).
    pub(crate) fn vector(&self, values: &[f64]) -> Tensor<1> {
        Tensor::from_data(self.data([values.len()], values), (&self.device, self.dtype))
    }

    /// A matrix of this shape from its values row by row.
    pub(crate) fn matrix(&self, shape: [usize; 2], values: &[f64]) -> Tensor<2> {
        Tensor::from_data(self.data(shape, values), (&self.device, self.dtype))
    }

    /// Numbers in the precision of the tensor: a copy in f64 on the way to f32 would be twice its size.
    fn data<const D: usize>(&self, shape: [usize; D], values: &[f64]) -> TensorData {
        match self.dtype {
            DType::F32 => TensorData::new(values.iter().map(|&value| value as f32).collect(), shape),
            _ => TensorData::new(values.to_vec(), shape),
        }
    }

    /// The matrix as a tensor: (rows, columns).
    pub(crate) fn tensor(&self, matrix: &Matrix) -> Tensor<2> {
        self.matrix([matrix.rows(), matrix.columns()], matrix.values())
    }

    /// Row numbers, to select by.
    pub(crate) fn indices(&self, rows: &[usize]) -> Tensor<1, Int> {
        let rows: Vec<i32> = rows.iter().map(|&row| i32::try_from(row).expect("a data set has fewer rows")).collect();
        let count = rows.len();
        Tensor::from_data(TensorData::new(rows, [count]), &self.device)
    }
}

/// The values of a tensor, row by row, whatever its precision.
pub(crate) fn values<const D: usize>(tensor: Tensor<D>) -> Vec<f64> {
    tensor.try_into_vec_as().expect("a float tensor on the processor can be read")
}

/// A matrix as engines hand it to each other.
pub(crate) fn matrix(tensor: Tensor<2>) -> Matrix {
    let [rows, columns] = tensor.dims();
    Matrix::new(rows, columns, values(tensor))
}

/// The single number of a tensor.
pub(crate) fn number(tensor: Tensor<1>) -> f64 {
    tensor.into_scalar()
}
